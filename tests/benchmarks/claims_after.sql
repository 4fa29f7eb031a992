-- After rows of numbers were put into a store through claims_map.json: their words in ours.
UPDATE annotation SET kind = 'fact', "check" = id;
INSERT INTO placement (id, owner, revision, start, "end", status)
SELECT 'l' || id, id, article, (key * 13) % 2400, (key * 13) % 2400 + length(exact), 'kept' FROM annotation;
UPDATE "check" SET kind = 'fact', risk = 'normal', assignee = CASE state WHEN '0' THEN '' ELSE assignee END,
 statement = (SELECT exact FROM annotation a WHERE a.id = "check".id),
 state = CASE state WHEN '0' THEN 'unchecked' WHEN '1' THEN 'checking' WHEN '2' THEN 'asked_source'
  WHEN '3' THEN 'query' WHEN '4' THEN 'confirmed' ELSE 'not_a_fact' END;
UPDATE article SET revision = id, draft = 1;
DELETE FROM counter WHERE total = 0;
UPDATE anchor SET seq = (SELECT coalesce(max(seq), 0) FROM history);
ANALYZE;
