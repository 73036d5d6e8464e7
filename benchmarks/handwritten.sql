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

-- Which rows of the size table a code may mean.
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

-- Lower bounds of small, medium and large by row; -1 where a row does not look. Rows 17 to 19 are the highest
-- bounds within F, within K and within all rows: who reaches these has the class whichever row is the right one.
--                                       1     2     3     4     5     6     7     8     9    10    11    12    13    14     15   16    17    18    19
CREATE MACRO e1(k) AS ([               -1,   20,   -1,    5,   10,   20,   20,   20,   10,   10,   10,   10,   -1,  100,    10,  10,   10,  100,  100]::DOUBLE[])[k];
CREATE MACRO e2(k) AS ([               -1,  300,   -1,   20,   50,  300,  100,  300,  100,  100,  100,  100,   -1,  300,   100, 100,   50,  300,  300]::DOUBLE[])[k];
CREATE MACRO e3(k) AS ([               -1, 1000,   -1,  200,  300, 1000,  200, 1000,  300,  300, 2000,  300,   -1, 1000,   300, 300,  300, 1000, 2000]::DOUBLE[])[k];
CREATE MACRO r1(k) AS ([             50e4, 3e6, 3e6, 10e6,  1e6,  2e6,  1e6,  1e6,  1e6,  1e6,  1e6, 50e4,  1e6,  5e6,    -1,  -1, 10e6,  5e6, 10e6]::DOUBLE[])[k];
CREATE MACRO r2(k) AS ([              5e6, 20e6, 60e6, 50e6,  5e6, 30e6, 10e6, 20e6, 20e6, 20e6, 10e6, 10e6, 10e6, 10e6,    -1,  -1, 50e6, 10e6, 60e6]::DOUBLE[])[k];
CREATE MACRO r3(k) AS ([              2e8,  4e8,  8e8,  4e8,  2e8,  3e8,  3e8,  3e8,  1e8,  1e8,  1e9,  1e8,  2e9,  5e7,    -1,  -1,  4e8,  2e9,  2e9]::DOUBLE[])[k];
CREATE MACRO a1(k) AS ([               -1,   -1,  3e6,   -1,   -1,   -1,   -1,   -1,   -1,   -1,   -1,   -1, 20e6,   -1,   1e6,  -1,   -1, 20e6, 20e6]::DOUBLE[])[k];
CREATE MACRO a2(k) AS ([               -1,   -1, 50e6,   -1,   -1,   -1,   -1,   -1,   -1,   -1,   -1,   -1, 50e6,   -1,  80e6,  -1,   -1, 50e6, 80e6]::DOUBLE[])[k];
CREATE MACRO a3(k) AS ([               -1,   -1,  8e8,   -1,   -1,   -1,   -1,   -1,   -1,   -1,   -1,   -1,  1e8,   -1, 1.2e9,  -1,   -1,  1e8, 1.2e9]::DOUBLE[])[k];

-- The class (0 micro, 1 small, 2 medium, 3 large) that persons, revenue and assets reach in a row.
CREATE MACRO class_in(k, e, r, a) AS
  (e >= e1(k) AND r >= r1(k) AND a >= a1(k))::TINYINT
  + (e >= e2(k) AND r >= r2(k) AND a >= a2(k))::TINYINT
  + (e >= e3(k) AND r >= r3(k) AND a >= a3(k))::TINYINT;

-- Every spelling of an industry that occurs. `sure` is the row whose bounds give a class for certain; `way` and
-- `other_way` are the rows that between them allow every class any of the possible rows allows.
CREATE TEMP TABLE ambiguous (rules INT[], sure TINYINT, way TINYINT, other_way TINYINT);
INSERT INTO ambiguous VALUES
  ([4, 5], 17, 4, 5), ([6, 7], 6, 7, 7), ([6, 7, 8], 6, 7, 7), ([9, 10], 9, 9, 9), ([11, 12], 11, 12, 12), ([13, 14, 16], 18, 13, 16);

CREATE TEMP TABLE spellings AS
WITH seen AS (SELECT DISTINCT industry FROM firms WHERE industry IS NOT NULL),
bare AS (SELECT industry, ltrim(industry, 'ABCDEFGHIJKLMNOPQRST') AS code FROM seen),
trimmed AS (SELECT industry, code[:2] || rtrim(code[3:], '0') AS code FROM bare),
spans AS (
  SELECT industry, coalesce(s.first, rpad(code, 4, '0')::INT) AS first, coalesce(s.last, rpad(code, 4, '9')::INT) AS last
  FROM trimmed LEFT JOIN sections AS s ON s.letter = industry
),
possible AS (
  SELECT industry, list(DISTINCT rule ORDER BY rule) AS rules
  FROM spans AS s JOIN row_codes AS c ON c.first <= s.last AND s.first <= c.last
  GROUP BY industry
)
SELECT industry, coalesce(sure, rules[1])::TINYINT AS sure, coalesce(way, rules[1])::TINYINT AS way, coalesce(other_way, rules[1])::TINYINT AS other_way
FROM possible LEFT JOIN ambiguous USING (rules);

CREATE VIEW facts AS
SELECT
  id, employees_2025 AS staff, revenue_2025 AS rev, revenue_2024 AS rev24, revenue_2023 AS rev23, main_revenue_2025 AS main, main_revenue_2024 AS main24,
  rnd_expense_2025 AS rnd, rnd_expense_2024 AS rnd24, total_assets_2025 AS assets, total_liabilities_2025 AS debts,
  independent_legal_person, abnormal_list, dishonesty_list, restricted_product,
  coalesce(major_incident_3y, CASE WHEN major_incident_2y THEN true END) AS incident,
  holds_srdi_sme, niche_years, class1_ip_own, ip_in_use, market_share, market_share_global, domestic_rank, high_reputation, key_field_2h,
  development_score_2026, single_champion, related_little_giant,
  coalesce(national_award_3y, CASE WHEN national_award_rank_3y IS NOT NULL THEN true WHEN NOT national_award_5y THEN false END) AS national_award,
  coalesce(national_award_rank_3y <= 3, CASE WHEN NOT national_award_3y OR NOT national_award_5y OR national_award_rank_5y > 3 THEN false END) AS national_award_high,
  coalesce(provincial_award_3y, CASE WHEN provincial_award_rank_3y IS NOT NULL THEN true END) AS provincial_award,
  high_tech_enterprise OR innovation_demo_enterprise OR ip_advantage_enterprise AS titled,
  rnd_institution IN ('provincial', 'national') AS rnd_institution_high,
  coalesce(
    coalesce(equity_raised_2025 + equity_raised_2024 + equity_raised_2023, equity_raised_3y) >= 5e6,
    CASE WHEN coalesce(equity_raised_2025, 0) + coalesce(equity_raised_2024, 0) + coalesce(equity_raised_2023, 0) >= 5e6 THEN true END
  ) AS equity,
  coalesce(class1_ip_high_value >= 1, CASE WHEN class1_ip < 1 THEN false END) AS ip20,
  coalesce(class1_ip_self >= 1, CASE WHEN class1_ip < 1 THEN false END) AS ip15,
  coalesce(class1_ip >= 1, CASE WHEN class1_ip_high_value >= 1 OR class1_ip_self >= 1 THEN true END) AS ip10,
  class2_ip >= 1 AS ip5,
  strategic_industry,
  coalesce(size_industry::TINYINT, CASE WHEN firms.industry IS NULL THEN 19 ELSE sure END) AS sure,
  coalesce(size_industry::TINYINT, CASE WHEN firms.industry IS NULL THEN 1 ELSE way END) AS way,
  coalesce(size_industry::TINYINT, CASE WHEN firms.industry IS NULL THEN 16 ELSE other_way END) AS other_way
FROM firms LEFT JOIN spellings ON firms.industry = spellings.industry;

CREATE VIEW parts AS
SELECT *,
  class_in(sure, coalesce(staff, 0), coalesce(rev, 0), coalesce(assets, 0)) AS class_low,
  CASE WHEN sure = way AND staff + rev + assets IS NOT NULL THEN NULL ELSE greatest(
    class_in(way, coalesce(staff, 'inf'), coalesce(rev, 'inf'), coalesce(assets, 'inf')),
    class_in(other_way, coalesce(staff, 'inf'), coalesce(rev, 'inf'), coalesce(assets, 'inf'))
  ) END AS class_open,
  -- little giant
  CASE WHEN rev > 0 THEN 10 * main >= 9 * rev WHEN rev IS NULL AND main = 0 THEN false END AS main_share,
  CASE WHEN rev23 > 0 THEN 400 * rev >= 441 * rev23 WHEN rev23 IS NULL AND rev = 0 THEN false END AS growth,
  CASE WHEN assets > 0 THEN 4 * debts <= 3 * assets WHEN assets IS NULL AND debts = 0 THEN true END AS debt,
  coalesce(rnd + rnd24 >= 12e6, CASE WHEN coalesce(rnd, rnd24) >= 12e6 THEN true END) AS rnd_total,
  CASE WHEN rev > 0 THEN 100 * rnd >= 3 * rev WHEN rev IS NULL AND rnd = 0 THEN false END
    AND CASE WHEN rev24 > 0 THEN 100 * rnd24 >= 3 * rev24 WHEN rev24 IS NULL AND rnd24 = 0 THEN false END AS rnd_share,
  (class1_ip_own >= 4 AND ip_in_use) OR (national_award AND national_award_high) AS class1_ip,
  (market_share >= 0.1 OR market_share_global >= 0.1 OR domestic_rank <= 3) AND high_reputation AS market,
  main / nullif(rev, 0) AS main_share_value,
  sqrt(rev / nullif(rev23, 0)) - 1 AS growth_value,
  debts / nullif(assets, 0) AS debt_value,
  rnd + rnd24 AS rnd_total_value,
  least(rnd / nullif(rev, 0), rnd24 / nullif(rev24, 0)) AS rnd_share_value,
  -- innovative SME: points that are certain, and points that are possible
  CASE WHEN ip20 THEN 20 WHEN ip15 THEN 15 WHEN ip10 THEN 10 WHEN ip5 THEN 5 ELSE 0 END AS ip_low,
  CASE WHEN coalesce(ip20, true) THEN 20 WHEN coalesce(ip15, true) THEN 15 WHEN coalesce(ip10, true) THEN 10 WHEN coalesce(ip5, true) THEN 5 ELSE 0 END AS ip_high,
  CASE WHEN rev > 0 THEN 5 * ((100 * rnd >= rev)::TINYINT + (50 * rnd >= rev)::TINYINT + (100 * rnd >= 3 * rev)::TINYINT + (20 * rnd >= rev)::TINYINT)
    WHEN rev IS NULL AND rnd = 0 THEN 0 END AS rnd_points,
  CASE WHEN main24 > 0 THEN 5 * ((main >= main24)::TINYINT + (20 * main >= 21 * main24)::TINYINT + (10 * main >= 11 * main24)::TINYINT + (20 * main >= 23 * main24)::TINYINT)
    WHEN main24 IS NULL AND main = 0 THEN 0 END AS growth_points,
  CASE WHEN assets > 0 THEN 5 * ((20 * debts <= 11 * assets)::TINYINT + (4 * debts <= 3 * assets)::TINYINT)
    WHEN assets IS NULL AND debts = 0 THEN 10 END AS debt_points,
  CASE WHEN strategic_industry THEN 10 ELSE 5 END AS field_low,
  CASE WHEN NOT strategic_industry THEN 5 ELSE 10 END AS field_high,
  CASE WHEN rev > 0 THEN 5 * ((2 * main >= rev)::TINYINT + (20 * main >= 11 * rev)::TINYINT + (5 * main >= 3 * rev)::TINYINT + (10 * main >= 7 * rev)::TINYINT)
    WHEN rev IS NULL AND main = 0 THEN 0 END AS share_points
FROM facts;

CREATE VIEW sums AS
SELECT *,
  coalesce(class_open, class_low) AS class_high,
  ip_low + coalesce(rnd_points, 0) AS innovation_low, ip_high + coalesce(rnd_points, 20) AS innovation_high,
  coalesce(growth_points, 0) + coalesce(debt_points, 0) AS growth_low, coalesce(growth_points, 20) + coalesce(debt_points, 10) AS growth_high,
  field_low + coalesce(share_points, 0) AS specialisation_low, field_high + coalesce(share_points, 20) AS specialisation_high
FROM parts;

CREATE VIEW scores AS
SELECT *,
  CASE WHEN class_high <= 2 THEN true WHEN class_low = 3 THEN false END AS sme,
  (innovation_low + growth_low + specialisation_low)::DOUBLE AS score_low,
  (innovation_high + growth_high + specialisation_high)::DOUBLE AS score_high
FROM sums;

CREATE VIEW criteria AS
SELECT *,
  (CASE WHEN score_low >= 60 AND innovation_low >= 20 AND growth_low >= 15 AND specialisation_low >= 15 THEN true
    WHEN score_high < 60 OR innovation_high < 20 OR growth_high < 15 OR specialisation_high < 15 THEN false END)
    OR national_award OR provincial_award OR titled OR rnd_institution_high OR equity AS evaluation,
  independent_legal_person AND sme AND NOT abnormal_list AND NOT dishonesty_list AND NOT restricted_product AND NOT incident AS eligible,
  niche_years >= 3 AS niche, rev >= 5e7 AS revenue, development_score_2026 >= 60 AS development
FROM scores;

CREATE VIEW outcomes AS
SELECT *,
  eligible AND evaluation AS innovative,
  eligible AND holds_srdi_sme AND niche AND revenue AND main_share AND growth AND debt AND rnd_total AND rnd_share AND class1_ip
    AND market AND key_field_2h AND development AND NOT single_champion AND NOT related_little_giant AS giant
FROM criteria;

-- Criteria that are open one by one but not possible together, held against each other with a trillionth to spare.
-- Little giant: revenue is at least 50 million and 1.1025 times that of 2023, at most main revenue / 0.9 and
-- R&D / 0.03; assets are at least debts / 0.75; a firm of a certain row stays below large. Innovative SME: in the
-- rows that look at assets, a firm that is large but for unknown assets must stay below a bound, and so owes more.
CREATE VIEW joined AS
SELECT *,
  CASE WHEN giant IS NULL AND (rev IS NULL OR assets IS NULL) THEN coalesce(rev, greatest(5e7, 1.1025 * rev23)) END AS least_rev,
  CASE WHEN innovative IS NULL AND assets IS NULL THEN CASE sure
    WHEN 3 THEN CASE WHEN rev >= 8e8 THEN 8e8 END
    WHEN 13 THEN CASE WHEN rev >= 2e9 THEN 1e8 END
    WHEN 15 THEN CASE WHEN staff >= 300 THEN 12e8 END
  END END AS assets_below
FROM outcomes;

CREATE VIEW decided AS
SELECT * REPLACE (
  CASE
    WHEN least_rev IS NULL THEN giant
    WHEN rev IS NULL AND least_rev > least(main / 0.9, rnd / 0.03) * (1 + 1e-12) THEN false
    WHEN sure = way
      AND class_in(sure, coalesce(staff, 0), least_rev * (1 - 1e-12), coalesce(assets, debts / 0.75 * (1 - 1e-12), 0)) = 3 THEN false
    ELSE giant
  END AS giant,
  CASE
    WHEN assets_below IS NULL THEN innovative
    WHEN NOT (CASE WHEN growth_high - lost < 15 OR score_high - lost < 60 THEN false END
      OR national_award OR provincial_award OR titled OR rnd_institution_high OR equity) THEN false
    ELSE innovative
  END AS innovative
)
FROM (
  SELECT *, CASE WHEN debts > 0.75 * assets_below THEN 10 WHEN debts > 0.55 * assets_below THEN 5 ELSE 0 END AS lost
  FROM joined
);

CREATE VIEW judged AS
SELECT
  id,
  CASE WHEN sme THEN 'met' WHEN NOT sme THEN 'unmet' ELSE 'unknown' END AS size_outcome,
  CASE WHEN class_low = class_high THEN CASE class_low WHEN 0 THEN 'micro' WHEN 1 THEN 'small' WHEN 2 THEN 'medium' ELSE 'large' END END AS size_class,
  CASE WHEN giant THEN 'met' WHEN NOT giant THEN 'unmet' ELSE 'unknown' END AS giant_outcome,
  independent_legal_person AS giant_legal_person, sme AS giant_sme, NOT abnormal_list AS giant_abnormal_list,
  NOT dishonesty_list AS giant_dishonesty_list, NOT restricted_product AS giant_restricted_product, NOT incident AS giant_major_incident,
  holds_srdi_sme AS giant_srdi_title, niche AS giant_niche_years, niche_years AS giant_niche_years_value,
  revenue AS giant_revenue, rev AS giant_revenue_value, main_share AS giant_main_share, main_share_value AS giant_main_share_value,
  growth AS giant_growth, growth_value AS giant_growth_value, debt AS giant_debt, debt_value AS giant_debt_value,
  rnd_total AS giant_rnd_total, rnd_total_value AS giant_rnd_total_value, rnd_share AS giant_rnd_share, rnd_share_value AS giant_rnd_share_value,
  class1_ip AS giant_class1_ip, class1_ip_own AS giant_class1_ip_value, market AS giant_market, market_share AS giant_market_value,
  key_field_2h AS giant_key_field, development AS giant_development_score, development_score_2026 AS giant_development_score_value,
  NOT single_champion AS giant_single_champion, NOT related_little_giant AS giant_related_little_giant,
  CASE WHEN innovative THEN 'met' WHEN NOT innovative THEN 'unmet' ELSE 'unknown' END AS innovative_outcome,
  score_low AS innovative_score_low, score_high AS innovative_score_high,
  independent_legal_person AS innovative_legal_person, sme AS innovative_sme, NOT abnormal_list AS innovative_abnormal_list,
  NOT dishonesty_list AS innovative_dishonesty_list, NOT restricted_product AS innovative_restricted_product,
  NOT incident AS innovative_major_incident, evaluation AS innovative_evaluation
FROM decided;
