-- One firm after the other, from its number alone: everything it is follows from draws keyed by number and seed.
-- Names with a dollar sign stand for numbers of this run, or of the firm's group (model.yaml); `u` is an even draw
-- between 0 and 1 and `bell` a normal one, each by its name (draws.py).
WITH place AS NOT MATERIALIZED (
  SELECT i, $firm_number AS h, $cell AS cell
  FROM (SELECT r::UBIGINT AS i, ((r - $start) * $step + $shift) % $count AS k FROM range($first, $last) AS numbers(r))
),
sized AS NOT MATERIALIZED (
  SELECT i, h, cell // 32 AS tier, cell % 32 AS section, $size AS size FROM place
),
kinds AS NOT MATERIALIZED (
  SELECT i, h, tier, CASE WHEN tier > 0 THEN tier + 2 WHEN size > 0 THEN 2 ELSE 1 END AS g,
    CASE WHEN tier > 0 THEN 3 ELSE size END AS size, (section * 2 + (tier > 0)::INT) * 1024 + floor(1024 * u('class'))::INT AS slot
  FROM sized
),
settled AS NOT MATERIALIZED (
  SELECT i, h, tier, g, industry, staff_low, staff_high, revenue_low, revenue_high, assets_low, assets_high,
    -- a recognition in force was given in one of three years
    CASE WHEN tier = 3 THEN $led_year END AS led,
    least($age_least - $age_more * ln(1 - u('age')), 60) AS age
  FROM kinds JOIN pools USING (slot) JOIN bounds ON bounds.place = size_row * 4 + size
),
begun AS NOT MATERIALIZED (
  SELECT *, year(DATE '2025-12-31' - (age * 365.25)::INT) AS born,
    CASE WHEN tier > 0 THEN $revenue_least + $revenue_median * exp($revenue_spread * bell('size within'))
      WHEN g = 1 AND u('shell') < $shells THEN 0
      ELSE revenue_low * pow(revenue_high / revenue_low, u('size within')) END AS turnover,
    $growth + 0.4 * $growth_spread * bell('trend') AS trend
  FROM settled
),
grown AS NOT MATERIALIZED (
  SELECT *,
    CASE WHEN tier = 0 THEN floor(staff_low * pow(staff_high / staff_low, u('staff')))
      ELSE least(floor(3 + turnover / (850000 * exp(0.4 * bell('staff')))),
        CASE WHEN u('staff limit') < 0.985 THEN floor(0.93 * staff_low) ELSE 1e6 END) END AS staff,
    $yearly_growth
  FROM begun
),
earned AS NOT MATERIALIZED (
  SELECT *, $yearly_turnover,
    least(greatest($main_share + $main_share_spread * bell('focus'), 0.05), 1) AS focus,
    CASE WHEN u('research') < $rnd_done THEN CASE WHEN turnover < 1.3e8 THEN $rnd_share_small ELSE $rnd_share END * exp($rnd_spread * bell('effort')) ELSE 0 END AS effort,
    least(greatest($debt + $debt_spread * bell('owing'), 0.02), 1.6) AS owing,
    CASE WHEN tier = 0 AND assets_low IS NOT NULL THEN assets_low * pow(assets_high / assets_low, u('wealth'))
      ELSE greatest(turnover, 20000) * $assets * exp(0.45 * bell('wealth')) END AS wealth,
    $margin + $margin_spread * bell('margin') AS margin,
    tier > 0 OR u('audited') < $accounts AS audited,
    floor($class1 * exp(0.8 * bell('rights'))) AS rights
  FROM grown
)
SELECT $province AS province, $columns FROM earned
