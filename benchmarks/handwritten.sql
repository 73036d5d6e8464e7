-- The benchmark's task as one would write it by hand, once, for these three wordings and this day (2026-05-01):
-- cn/sme-size@2011, cn/little-giant@2026 with the notice of 2026 (new applications), cn/innovative-sme@2022.
--
-- Input: a relation `firms`, one row per enterprise, canonical columns, NULL is "not known".
-- Output: a view `judged`, one row per enterprise; the columns of each standard carry its prefix.
--
-- Conditions are three-valued (true, false, NULL: still open), points are a lowest and a highest number. A ratio
-- is decided by multiplying out, which is exact for whole yuan below 2^53 / 441. A ratio on a base of zero has no
-- value; where the base is unknown, a numerator of zero decides. What one fact implies about another is used.
-- The figures and the sixteen rows are typed in below: after a revision this file is wrong until someone edits it.

-- The sixteen rows of the size table: lower bounds of small, medium and large; -1 where a row does not look.
CREATE TEMP TABLE bounds (rule INT, e1 DOUBLE, e2 DOUBLE, e3 DOUBLE, r1 DOUBLE, r2 DOUBLE, r3 DOUBLE, a1 DOUBLE, a2 DOUBLE, a3 DOUBLE);
INSERT INTO bounds VALUES
  (1,  -1, -1, -1,       50e4,  500e4,  20000e4,  -1, -1, -1),
  (2,  20, 300, 1000,    300e4, 2000e4, 40000e4,  -1, -1, -1),
  (3,  -1, -1, -1,       300e4, 6000e4, 80000e4,  300e4, 5000e4, 80000e4),
  (4,  5, 20, 200,       1000e4, 5000e4, 40000e4, -1, -1, -1),
  (5,  10, 50, 300,      100e4, 500e4,  20000e4,  -1, -1, -1),
  (6,  20, 300, 1000,    200e4, 3000e4, 30000e4,  -1, -1, -1),
  (7,  20, 100, 200,     100e4, 1000e4, 30000e4,  -1, -1, -1),
  (8,  20, 300, 1000,    100e4, 2000e4, 30000e4,  -1, -1, -1),
  (9,  10, 100, 300,     100e4, 2000e4, 10000e4,  -1, -1, -1),
  (10, 10, 100, 300,     100e4, 2000e4, 10000e4,  -1, -1, -1),
  (11, 10, 100, 2000,    100e4, 1000e4, 100000e4, -1, -1, -1),
  (12, 10, 100, 300,     50e4,  1000e4, 10000e4,  -1, -1, -1),
  (13, -1, -1, -1,       100e4, 1000e4, 200000e4, 2000e4, 5000e4, 10000e4),
  (14, 100, 300, 1000,   500e4, 1000e4, 5000e4,   -1, -1, -1),
  (15, 10, 100, 300,     -1, -1, -1,              100e4, 8000e4, 120000e4),
  (16, 10, 100, 300,     -1, -1, -1,              -1, -1, -1);

CREATE TEMP TABLE row_codes (rule INT, first INT, last INT);
INSERT INTO row_codes VALUES
  (1, 100, 599), (2, 600, 4699), (3, 4700, 5099), (4, 5100, 5199), (5, 5200, 5299), (6, 5400, 5899), (6, 5910, 5919),
  (7, 5920, 5999), (8, 6000, 6099), (9, 6100, 6199), (10, 6200, 6299), (11, 6300, 6499), (12, 6500, 6599),
  (13, 7010, 7019), (14, 7020, 7029), (15, 7100, 7299), (16, 7030, 7039), (16, 7090, 7099), (16, 7300, 8299),
  (16, 8500, 8599), (16, 8600, 9099);

CREATE TEMP TABLE sections (letter VARCHAR, first INT, last INT);
INSERT INTO sections VALUES
  ('A', 100, 599), ('B', 600, 1299), ('C', 1300, 4399), ('D', 4400, 4699), ('E', 4700, 5099), ('F', 5100, 5299),
  ('G', 5300, 6099), ('H', 6100, 6299), ('I', 6300, 6599), ('J', 6600, 6999), ('K', 7000, 7099), ('L', 7100, 7299),
  ('M', 7300, 7599), ('N', 7600, 7999), ('O', 8000, 8299), ('P', 8300, 8399), ('Q', 8400, 8599), ('R', 8600, 9099),
  ('S', 9100, 9699), ('T', 9700, 9799);

-- Every spelling of an industry that occurs, and the rows it may mean; NULL may mean any of them.
CREATE TEMP TABLE spellings AS
WITH seen AS (SELECT DISTINCT industry FROM firms),
bare AS (SELECT industry, ltrim(industry, 'ABCDEFGHIJKLMNOPQRST') AS code FROM seen),
trimmed AS (SELECT industry, code[:2] || rtrim(code[3:], '0') AS code FROM bare),
spans AS (
  SELECT industry, coalesce(s.first, rpad(code, 4, '0')::INT) AS first, coalesce(s.last, rpad(code, 4, '9')::INT) AS last
  FROM trimmed LEFT JOIN sections AS s ON s.letter = industry
  WHERE industry IS NOT NULL
)
SELECT industry, list_sort(list(DISTINCT rule)) AS rules, bool_or(c.first <= s.first AND s.last <= c.last) AS certain
FROM spans AS s JOIN row_codes AS c ON c.first <= s.last AND s.first <= c.last
GROUP BY industry;

-- A firm of a certain row is held against that row. Where several rows are possible it has at least a class if it
-- reaches the highest bound of every indicator, and may have it if it reaches the bounds of any one row.
CREATE TEMP TABLE row_sets AS
WITH sets AS (
  SELECT DISTINCT rules FROM spellings
  UNION SELECT [rule] FROM bounds
  UNION SELECT list(rule ORDER BY rule) FROM bounds
)
SELECT rules, row_number() OVER ()::INT AS number,
  max(e1) AS e1, max(e2) AS e2, max(e3) AS e3, max(r1) AS r1, max(r2) AS r2, max(r3) AS r3,
  max(a1) AS a1, max(a2) AS a2, max(a3) AS a3
FROM (SELECT rules, unnest(rules) AS rule FROM sets) JOIN bounds USING (rule)
GROUP BY rules;

-- Two other ways into each class are enough for every set of rows that a code can span: of F the two rows; of K
-- real estate and the row of K703; of an unknown industry agriculture and row 16. All other sets have one way.
CREATE TEMP TABLE ways (rules INT[], one INT, other INT);
INSERT INTO ways
SELECT rules,
  CASE rules WHEN [4, 5] THEN 4 WHEN [6, 7] THEN 7 WHEN [6, 7, 8] THEN 7 WHEN [9, 10] THEN 9 WHEN [11, 12] THEN 12
    WHEN [13, 14, 16] THEN 13 ELSE CASE WHEN len(rules) = 16 THEN 1 ELSE rules[1] END END,
  CASE rules WHEN [4, 5] THEN 5 WHEN [13, 14, 16] THEN 16 ELSE CASE WHEN len(rules) = 16 THEN 16 END END
FROM row_sets;
SELECT CASE WHEN count(*) > 0 THEN error('a code spans rows this file does not foresee: ' || first(rules)::VARCHAR) END
FROM row_sets WHERE len(rules) > 1 AND len(rules) < 16
  AND rules NOT IN ([4, 5], [6, 7], [6, 7, 8], [9, 10], [11, 12], [13, 14, 16]);
