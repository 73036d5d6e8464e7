// Questions a test asks inside the page; each returns a list of what is wrong, empty where nothing is.
{
  // Every visible piece of text with the boxes of its lines.
  texts() {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found = [];
    while (walker.nextNode()) {
      const node = walker.currentNode, parent = node.parentElement;
      if (!node.textContent.trim() || !parent.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      const boxes = [...range.getClientRects()].filter((box) => box.width > 1 && box.height > 1);
      const hidden = parent.closest("thead") && getComputedStyle(parent.closest("thead")).clipPath !== "none";
      if (boxes.length && !hidden) found.push({ node, parent, boxes, words: node.textContent.trim().slice(0, 60) });
    }
    return found;
  },

  // Text, or a box with a background or border, that reaches beyond the sides of the window.
  beyondSides() {
    const width = document.documentElement.clientWidth, wrong = [];
    if (document.documentElement.scrollWidth > width) wrong.push(`the page scrolls sideways: ${document.documentElement.scrollWidth} > ${width}`);
    for (const { boxes, words } of this.texts())
      if (boxes.some((box) => box.left < -0.5 || box.right > width + 0.5)) wrong.push(`text beyond the sides: ${words}`);
    for (const element of document.querySelectorAll("main *")) {
      const box = element.getBoundingClientRect();
      if (element.checkVisibility() && box.width > 1 && box.height > 1 && (box.right > width + 0.5 || box.left < -0.5))
        wrong.push(`${element.tagName} beyond the sides: ${element.textContent.trim().slice(0, 40)}`);
    }
    return wrong;
  },

  // Two lines of text that lie on each other.
  overlaps() {
    const lines = this.texts().flatMap(({ boxes, words }, index) => boxes.map((box) => ({ box, words, index })));
    lines.sort((one, other) => one.box.top - other.box.top);
    const wrong = [];
    for (let place = 0; place < lines.length; place += 1)
      for (let next = place + 1; next < lines.length; next += 1) {
        const one = lines[place].box, other = lines[next].box;
        if (other.top >= one.bottom) break;
        const across = Math.min(one.right, other.right) - Math.max(one.left, other.left);
        const down = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
        if (lines[place].index !== lines[next].index && across > 1 && down > Math.min(one.height, other.height) / 3)
          wrong.push(`“${lines[place].words}” lies on “${lines[next].words}”`);
      }
    return wrong;
  },

  // Text cut off by the box around it.
  cutOff() {
    const wrong = [];
    for (const { parent, words } of this.texts())
      for (let box = parent; box && box !== document.body; box = box.parentElement) {
        const style = getComputedStyle(box);
        const cuts = style.overflowX !== "visible" || style.overflowY !== "visible";
        if (cuts && (box.scrollWidth > box.clientWidth + 1 || box.scrollHeight > box.clientHeight + 1)) wrong.push(words);
      }
    return wrong;
  },

  // Text smaller than so many pixels.
  smallerThan(pixels) {
    return this.texts()
      .map(({ parent, words }) => [parseFloat(getComputedStyle(parent).fontSize), words])
      .filter(([size]) => size < pixels)
      .map(([size, words]) => `${size}px: ${words}`);
  },

  // Text whose contrast with what lies behind it is below WCAG AA: 4.5, or 3 for large letters.
  faint() {
    const wrong = new Set();
    for (const { parent, words } of this.texts()) {
      const style = getComputedStyle(parent), size = parseFloat(style.fontSize);
      const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
      const ratio = contrast(parts(style.color), behind(parent));
      if (ratio < (large ? 3 : 4.5)) wrong.add(`${ratio.toFixed(2)}: ${words}`);
    }
    return [...wrong];

    function parts(colour) {
      const [red, green, blue, alpha = 1] = colour.match(/[\d.]+/g).map(Number);
      return { red, green, blue, alpha };
    }
    function behind(element) {
      const layers = [];
      for (let at = element; at; at = at.parentElement) layers.push(parts(getComputedStyle(at).backgroundColor));
      const canvas = matchMedia("(prefers-color-scheme: dark)").matches ? 18 : 255;
      let ground = { red: canvas, green: canvas, blue: canvas, alpha: 1 };
      for (const layer of layers.reverse()) ground = over(layer, ground);
      return ground;
    }
    function over(layer, ground) {
      const mix = (name) => layer[name] * layer.alpha + ground[name] * (1 - layer.alpha);
      return { red: mix("red"), green: mix("green"), blue: mix("blue"), alpha: 1 };
    }
    function contrast(one, other) {
      const [light, dark] = [luminance(over(one, other)), luminance(other)].sort((a, b) => b - a);
      return (light + 0.05) / (dark + 0.05);
    }
    function luminance({ red, green, blue }) {
      const [r, g, b] = [red, green, blue].map((part) => part / 255).map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    }
  },

  // Links that lead nowhere, or to a place that is not shown.
  strayLinks() {
    return [...document.querySelectorAll("a")].filter((link) => link.checkVisibility()).flatMap((link) => {
      const target = document.getElementById(link.getAttribute("href").slice(1));
      return target && target.checkVisibility() ? [] : [link.textContent];
    });
  },

  // Headings that skip a level, or a page that does not begin with one first heading.
  headings() {
    const levels = [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")].filter((head) => head.checkVisibility()).map((head) => Number(head.tagName[1]));
    const wrong = levels.flatMap((level, place) => (place && level > levels[place - 1] + 1 ? [`h${level} after h${levels[place - 1]}`] : []));
    if (levels[0] !== 1 || levels.filter((level) => level === 1).length !== 1) wrong.push(`first headings: ${levels.slice(0, 3)}`);
    return wrong;
  },

  // Visible text in a language that no element around it declares: Han signs under English, or the reverse.
  undeclared(language) {
    return this.texts()
      .filter(({ parent }) => parent.closest("main") && !parent.closest("[lang]").lang.startsWith(language))
      .map(({ words }) => words);
  },

  // What the keyboard has reached: its text, and whether a ring is drawn around it or its label.
  focused() {
    const element = document.activeElement, label = element.labels && element.labels[0];
    const drawn = [element, label].filter(Boolean).some((one) => {
      const style = getComputedStyle(one), box = one.getBoundingClientRect();
      return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1 && box.width > 4 && Number(style.opacity) > 0;
    });
    return { tag: element.tagName, words: (label || element).textContent.trim(), href: element.getAttribute("href"), drawn };
  },

  // In the layout for paper: what is wider than the sheet, or may not be broken and is taller than it.
  unprintable([width, height]) {
    const wrong = [];
    for (const element of document.querySelectorAll("main *")) {
      const box = element.getBoundingClientRect();
      if (!element.checkVisibility() || !box.width) continue;
      if (box.right > width + 0.5) wrong.push(`${element.tagName} is wider than the sheet: ${element.textContent.trim().slice(0, 40)}`);
      if (getComputedStyle(element).breakInside === "avoid" && box.height > height) wrong.push(`${element.tagName} is taller than the sheet`);
    }
    for (const row of document.querySelectorAll("tr"))
      if (row.checkVisibility() && getComputedStyle(row).breakInside !== "avoid") wrong.push(`a row may be cut: ${row.textContent.trim().slice(0, 40)}`);
    return wrong;
  },

  // Every visible row of a table, cell by cell.
  rows() {
    return [...document.querySelectorAll("tbody tr")].filter((row) => row.checkVisibility()).map((row) => [...row.cells].map((cell) => cell.textContent.trim()).filter(Boolean));
  },
}
