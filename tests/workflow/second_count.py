"""A second count of everything, from the entries of the journal, in plain SQL.

It takes nothing from the program but the entries as they stand on disk: no fold, no row of the
figures, no clock of the ward. What a stay is worth is a view over the facts.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from datetime import date

import msgspec

from srh_assess.assessment.facts import Entry


def _summer(at: str) -> str:
    """Whether the ward's clock stands an hour on: between the last Sundays of March and October,
    each at one."""
    edge = "date(strftime('%Y', {at}) || '-{month}-01', 'weekday 0', '-7 days') || ' 01:00:00'"
    first, last = edge.format(at=at, month="04"), edge.format(at=at, month="11")
    return f"iif(datetime({at}) >= {first} AND datetime({at}) < {last}, '+1 hour', '+0 hours')"


def _day(at: str) -> str:
    return f"date({at}, {_summer(at)})"


def _ms(at: str) -> str:
    return f"CAST(round((julianday({at}) - 2460000) * 86400000) AS INTEGER)"


_VIEWS = f"""
CREATE TABLE stays AS
SELECT admission AS stay, fact->>'$.stay.admitted' AS came, {_day("fact->>'$.stay.admitted'")} AS d,
    substr({_day("fact->>'$.stay.admitted'")}, 1, 7) AS month, max(number),
    fact->>'$.identity.born' AS born, fact->>'$.stay.ethnic' AS ethnic,
    lower(trim(fact->>'$.stay.language')) AS language,
    (SELECT lower(trim(replace(coalesce(f.fact->>'$.came_under', f.fact->>'$.stay.legal_status'),
        'Section ', ''))) FROM facts AS f
        WHERE f.admission = facts.admission AND f.kind IN ('admitted', 'admission_corrected')
        AND (f.fact->>'$.came_under' IS NOT NULL OR NOT EXISTS (SELECT 1 FROM facts AS c
            WHERE c.admission = f.admission AND c.kind = 'section_changed'
            AND c.number < f.number))
        ORDER BY f.number DESC LIMIT 1) AS section
FROM facts WHERE kind IN ('admitted', 'admission_corrected') GROUP BY admission;

CREATE TABLE ended AS
SELECT * FROM (SELECT admission AS stay, kind, fact, max(number) FROM facts
    WHERE kind IN ('discharged', 'transferred', 'returned') GROUP BY admission)
WHERE kind <> 'returned';

CREATE TABLE put AS
SELECT admission AS stay, number, at, kind, fact->>'taken' AS taken, fact->>'value' AS value,
    fact->>'sitting' AS sitting
FROM facts WHERE kind = 'answered' AND fact->>'item' = 'O01'
    AND fact->>'source' IN ('asked', 'paper')
    AND coalesce(fact->>'state', '') NOT IN ('not_asked', 'not_applicable');

CREATE TABLE offered AS
SELECT stay, min(d) AS d FROM (
    SELECT stay, {_day("taken")} AS d FROM put
    UNION ALL SELECT admission, {_day("at")} FROM facts
    WHERE kind = 'consent' AND fact->>'decision' = 'D01'
        OR kind = 'gate' AND fact->>'reason_code' LIKE 'declined%')
GROUP BY stay;

CREATE TABLE assessed AS
SELECT admission AS stay, {_day("at")} AS d, min(number) FROM facts AS s
WHERE kind = 'signed' AND fact->>'outcome' IN ('complete', 'partial') AND 0 = (
    SELECT f.fact->>'core_open' FROM facts AS f WHERE f.admission = s.admission
        AND f.kind = 'findings' AND f.number < s.number ORDER BY f.number DESC LIMIT 1)
GROUP BY admission;

CREATE TABLE said AS
SELECT admission AS stay, fact->>'need' AS need, number,
    iif(kind = 'need_moved', fact->>'to', '') AS now FROM facts
WHERE kind IN ('need', 'need_moved') OR kind = 'plan' AND fact->>'wants' IS NOT NULL
UNION ALL SELECT admission, one.value, number, 'met'
FROM facts, json_each(fact, '$.met') AS one WHERE kind = 'check_made';

CREATE TABLE needs AS
SELECT c.stay, c.need, (SELECT now FROM said WHERE said.stay = c.stay AND said.need = c.need
    ORDER BY number DESC LIMIT 1) AS now
FROM (SELECT admission AS stay, fact->>'need' AS need, fact->>'state' AS state, max(number)
    FROM facts WHERE kind = 'need' GROUP BY 1, 2) AS c
WHERE c.state = 'confirmed';

CREATE TABLE begun AS
SELECT DISTINCT admission AS stay FROM facts
WHERE kind = 'care_went' AND fact->>'to' IN ('begun', 'done') OR kind = 'sample_taken'
    OR kind = 'act_done' AND substr(fact->>'decision', 1, 3) NOT IN ('D14', 'D16');

CREATE TABLE threads AS
SELECT stay, kind, id, word FROM (SELECT admission AS stay, kind,
    coalesce(fact->>'appointment', fact->>'referral', fact->>'handover') AS id,
    coalesce(fact->>'to', fact->>'answer') AS word, max(number) FROM facts
    WHERE kind IN ('appointment_went', 'referral_answered', 'handover_answered')
    GROUP BY 1, 2, 3);

CREATE TABLE attended AS
SELECT DISTINCT stay FROM threads WHERE kind = 'appointment_went' AND word = 'attended';

CREATE TABLE taken_on AS
SELECT stay FROM threads WHERE kind = 'referral_answered' AND word = 'accepted'
    OR kind = 'appointment_went' AND word = 'booked'
UNION SELECT admission FROM facts WHERE kind = 'appointment_offered' AND fact->>'booked'
    AND fact->>'appointment' NOT IN (SELECT id FROM threads WHERE kind = 'appointment_went');

CREATE TABLE left_open AS
SELECT DISTINCT stay FROM ended, json_each(fact, '$.open') AS one WHERE one.value LIKE 'need %';

CREATE TABLE taken_over AS
SELECT stay FROM ended WHERE fact->>'acceptance' = 'accepted' AND trim(fact->>'receiver') <> ''
UNION SELECT stay FROM threads WHERE kind = 'handover_answered' AND word = 'accepted';

CREATE TABLE barriers AS
SELECT admission AS stay, {_day("at")} AS d, fact->>'reason_code' AS code FROM facts
WHERE kind = 'gate' AND fact->>'outcome' = 'defer' AND fact->>'reason_code' <> ''
UNION SELECT admission, {_day("fact->>'taken'")},
    iif(fact->>'value' = 'no', 'declined_topic', 'declined_time') FROM facts
WHERE kind = 'answered' AND fact->>'item' = 'O01' AND fact->>'value' IN ('no', 'not_now');

CREATE TABLE sittings AS
SELECT b.admission AS stay, b.fact->>'sitting' AS sitting, b.at AS begun, s.at AS signed, b.number
FROM facts AS b LEFT JOIN facts AS s ON s.kind = 'signed' AND s.admission = b.admission
    AND s.fact->>'sitting' = b.fact->>'sitting'
WHERE b.kind = 'sitting_begun';

CREATE TABLE distress AS
SELECT DISTINCT sittings.stay FROM facts JOIN sittings ON admission = sittings.stay
WHERE kind = 'harm' AND fact->>'what' = 'distress'
    AND {_ms("coalesce(fact->>'at', at)")} BETWEEN {_ms("begun")}
        AND {_ms("coalesce(signed, begun)")} + 24 * 3600000;

CREATE TABLE heard_after AS
SELECT stay FROM (SELECT admission AS stay, kind, fact, max(number) FROM facts
    WHERE kind IN ('answered', 'cleared') AND fact->>'item' = 'Z05' GROUP BY admission)
WHERE kind = 'answered' AND coalesce(fact->>'state', '') NOT IN ('not_asked', 'not_applicable');

CREATE TABLE stopped AS
SELECT stay, count(*) AS n FROM (SELECT admission AS stay, kind, fact, max(number) FROM facts
    WHERE kind IN ('paused', 'page') GROUP BY admission, fact->>'sitting')
WHERE kind = 'paused' AND fact->>'why' IN ('she_asked', 'tired_or_upset') GROUP BY stay;

CREATE TABLE pressed AS
WITH turns AS (SELECT stay, number, kind, value, sitting FROM put
    UNION ALL SELECT admission, number, kind, NULL, NULL FROM facts
    WHERE kind = 'consent' AND fact->>'decision' = 'D01' AND fact->>'she_asked'),
beside AS (SELECT stay, kind, sitting, lag(value) OVER w AS before, lag(sitting) OVER w AS there
    FROM turns WINDOW w AS (PARTITION BY stay ORDER BY number))
SELECT stay, count(*) AS n FROM beside
WHERE kind = 'answered' AND before = 'no' AND sitting <> there GROUP BY stay;

CREATE TABLE minutes AS
WITH steps AS (SELECT s.stay, {_ms("f.at")} - lag({_ms("f.at")})
    OVER (PARTITION BY s.stay, s.sitting ORDER BY f.number) AS ms
    FROM sittings AS s JOIN facts AS f ON f.admission = s.stay
        AND {_ms("f.at")} BETWEEN {_ms("s.begun")} AND {_ms("s.signed")}),
total AS (SELECT stay, sum(iif(ms <= 600000, ms, 0)) AS ms FROM steps GROUP BY stay)
SELECT stay, ms / 60000 + (ms % 60000 > 30000 OR (ms % 60000 = 30000 AND ms / 60000 % 2)) AS n
FROM total;

CREATE TABLE late AS
SELECT stay, strftime('%w', begun, {_summer("begun")}) IN ('0', '6')
    OR NOT CAST(strftime('%H', begun, {_summer("begun")}) AS INTEGER) BETWEEN 9 AND 16 AS late
FROM (SELECT stay, begun, min(number) FROM sittings WHERE signed IS NOT NULL GROUP BY stay);

CREATE TABLE events AS
SELECT substr({_day("at")}, 1, 7) AS month, {_day("at")} AS d, what FROM (
    SELECT w.at, 'withdrawn' AS what FROM facts AS w WHERE w.kind = 'consent_withdrawn'
        AND w.fact->>'consent' IN (SELECT fact->>'consent' FROM facts WHERE kind = 'consent')
    UNION ALL SELECT at, 'withdrawn' FROM facts WHERE kind = 'share_withdrawn'
    UNION ALL SELECT coalesce(fact->>'at', at), 'privacy' FROM facts
        WHERE kind = 'harm' AND fact->>'what' = 'privacy'
    UNION ALL SELECT at, fact->>'what' FROM facts
        WHERE kind = 'voice' AND fact->>'what' IN ('complaint', 'privacy'));

CREATE TABLE views AS
SELECT admission AS stay, fact->>'whose' AS whose, number,
    substr({_day("fact->>'at'")}, 1, 7) AS month, (SELECT value->>'answer'
    FROM json_each(fact, '$.answers') WHERE value->>'answer' <> 'skipped' AND value->>'question' =
        CASE fact->>'whose' WHEN 'hers' THEN 'H5' WHEN 'carer' THEN 'C3' ELSE 'S1' END) AS answer
FROM facts WHERE kind = 'view_given';

CREATE TABLE hers AS
SELECT stay, count(answer) > 0 AS answered, coalesce((SELECT answer FROM views AS newest
    WHERE newest.stay = views.stay AND whose = 'hers' AND answer IS NOT NULL
    ORDER BY number DESC LIMIT 1), '') = 'yes' AS positive
FROM views WHERE whose = 'hers' GROUP BY stay;

CREATE TABLE newest AS
SELECT stay, kind, id, fact FROM (SELECT admission AS stay, kind, fact, max(number),
    coalesce(fact->>'consent', fact->>'finding', fact->>'harm', fact->>'sample') AS id
    FROM facts WHERE kind IN ('consent', 'capacity', 'harm', 'sample_taken')
    GROUP BY 1, 2, 5);

CREATE TABLE results AS
SELECT stay, id FROM (SELECT admission AS stay, fact->>'sample' AS id, kind, max(number)
    FROM facts WHERE kind IN ('result_back', 'result_told') GROUP BY 1, 2)
WHERE kind = 'result_told';

CREATE TABLE acts AS
SELECT admission AS stay, fact->>'act' AS id, fact->>'decision' AS decision, fact->>'at' AS at,
    max(number) FROM facts WHERE kind = 'act_done' GROUP BY 1, 2;

CREATE TABLE methods AS
SELECT b.stay, substr(b.decision, 5) AS what,
    min(julianday({_day("s.at")}) - julianday({_day("b.at")})) AS days
FROM acts AS b LEFT JOIN acts AS s ON s.stay = b.stay AND julianday(s.at) >= julianday(b.at)
    AND (s.decision = 'D10.' || substr(b.decision, 5)
        OR s.decision = 'D10.pill' AND b.decision = 'D09.patch_ring'
        OR s.decision = 'D10.coil' AND b.decision LIKE 'D09.%_coil')
WHERE b.decision LIKE 'D09.%' GROUP BY b.stay, b.id;

CREATE TABLE found AS
SELECT stay, id, fact->>'decision' AS decision, fact->>'outcome' AS outcome,
    (SELECT min(number) FROM facts WHERE kind = 'capacity' AND admission = stay
        AND fact->>'finding' = id) AS n
FROM newest WHERE kind = 'capacity';

CREATE TABLE looked AS
SELECT stay, (SELECT b.outcome FROM found AS b WHERE b.stay = a.stay AND b.decision = a.decision
    AND b.outcome <> 'not_completed' AND b.n > a.n ORDER BY b.n LIMIT 1) AS next
FROM found AS a WHERE outcome LIKE 'lacks%';

CREATE TABLE heard AS
SELECT admission AS stay, fact->>'sample' AS id, number, kind, {_day("fact->>'at'")} AS d
FROM facts WHERE kind IN ('result_back', 'result_told');

CREATE TABLE waiting AS
WITH ends AS (SELECT stay, id, {_day("fact->>'at'")} AS taken,
    coalesce((SELECT max(number) FROM heard WHERE heard.stay = newest.stay AND heard.id = newest.id
        AND kind = 'result_back'), 0) AS back_n,
    coalesce((SELECT max(number) FROM heard WHERE heard.stay = newest.stay AND heard.id = newest.id
        AND kind = 'result_told'), 0) AS told_n
    FROM newest WHERE kind = 'sample_taken')
SELECT stay, taken, told_n > back_n AS told,
    (SELECT d FROM heard WHERE heard.stay = ends.stay AND heard.id = ends.id
        AND kind = 'result_back' AND number > coalesce((SELECT max(number) FROM heard AS t
            WHERE t.stay = ends.stay AND t.id = ends.id AND t.kind = 'result_told'
                AND t.number < back_n), 0) ORDER BY number LIMIT 1) AS back
FROM ends;

CREATE TABLE helped AS
SELECT admission AS stay, kind, fact->>'state' AS state, fact->>'value' AS value, max(number)
FROM facts WHERE kind IN ('answered', 'cleared') AND fact->>'item' = 'R11' GROUP BY 1;

CREATE TABLE unagreed AS
SELECT p.stay, p.id, p.fact->>'basis' AS ground, p.fact->>'told' IN ('before', 'after') AS told,
    p.fact->>'recipient' = 'police' AS police, {_day("t.fact->>'due'")} AS due,
    (SELECT {_day("min(r.at)")} FROM facts AS r WHERE r.kind = 'override_reviewed'
        AND r.admission = p.stay AND r.fact->>'override' = p.id
        AND r.fact->>'what' = 'emergency') AS looked
FROM (SELECT admission AS stay, fact->>'override' AS id, fact, max(number) FROM facts
    WHERE kind = 'override' GROUP BY 1, 2) AS p
JOIN facts AS u ON u.kind = 'override_used' AND u.admission = p.stay
    AND u.fact->>'override' = p.id
LEFT JOIN facts AS t ON t.kind = 'task' AND t.admission = p.stay
    AND t.fact->>'what' = 'look_back' AND t.fact->>'about' = p.id;

CREATE TABLE removal AS
SELECT w.stay, w.asked, (SELECT min(julianday({_day("a.at")}) - julianday(w.asked)) FROM acts AS a
    WHERE a.stay = w.stay AND a.decision IN ('D10.implant', 'D10.coil')
    AND {_day("a.at")} >= w.asked) AS days
FROM (SELECT stay, min(d) AS asked FROM (
    SELECT admission AS stay, {_day("fact->>'taken'")} AS d FROM facts WHERE kind = 'answered'
        AND fact->>'item' = 'C05' AND fact->>'value' LIKE '%removal%'
    UNION ALL SELECT admission, {_day("at")} FROM facts WHERE kind = 'consent'
        AND fact->>'decision' IN ('D10.implant', 'D10.coil')
        AND fact->>'answer' IN ('yes', 'in_part')) GROUP BY stay) AS w;

CREATE TABLE talks AS
SELECT stay, sitting, max(awake = 'red') AS sedated FROM (
    SELECT g.admission AS stay, g.fact->>'sitting' AS sitting, (SELECT a.fact->>'value'
        FROM facts AS a WHERE a.admission = g.admission AND a.kind IN ('answered', 'cleared')
        AND a.fact->>'item' = 'R03' AND a.number < g.number
        ORDER BY a.number DESC LIMIT 1) AS awake
    FROM facts AS g WHERE g.kind = 'gate' AND g.fact->>'outcome' <> 'defer')
WHERE awake IN ('green', 'amber', 'red') GROUP BY stay, sitting;

CREATE TABLE counted AS
SELECT stay, month, d, came,
    (SELECT d FROM offered WHERE offered.stay = stays.stay) AS offered,
    (SELECT d FROM assessed WHERE assessed.stay = stays.stay) AS assessed,
    (SELECT count(*) FROM needs WHERE needs.stay = stays.stay) AS needs,
    (SELECT count(*) FROM needs WHERE needs.stay = stays.stay AND now = 'met') AS met,
    (SELECT count(*) FROM needs WHERE needs.stay = stays.stay
        AND now IN ('met', 'no_longer_applies')) AS closed,
    stay IN begun AS begun, stay IN attended AS attended, stay IN taken_on AS taken_on,
    stay IN left_open AS left_open, stay IN taken_over AS taken_over,
    stay IN (SELECT stay FROM ended) AS ended,
    stay IN distress AS distress, stay IN heard_after AS heard_after,
    coalesce((SELECT n FROM stopped WHERE stopped.stay = stays.stay), 0)
        + coalesce((SELECT n FROM pressed WHERE pressed.stay = stays.stay), 0) AS pressed,
    (SELECT n FROM minutes WHERE minutes.stay = stays.stay) AS minutes,
    (SELECT late FROM late WHERE late.stay = stays.stay) AS late,
    (SELECT answered FROM hers WHERE hers.stay = stays.stay) AS answered,
    (SELECT positive FROM hers WHERE hers.stay = stays.stay) AS positive,
    (SELECT count(*) FROM methods WHERE methods.stay = stays.stay) AS methods,
    stay IN (SELECT stay FROM methods WHERE days <= 90) AS stopped_early,
    stay IN (SELECT stay FROM removal) AS wished,
    stay IN (SELECT stay FROM removal WHERE days IS NOT NULL) AS removed,
    stay IN (SELECT stay FROM found) AS looked_at,
    stay IN (SELECT stay FROM found WHERE outcome LIKE 'lacks%') AS lacking,
    coalesce((SELECT CASE WHEN kind = 'cleared' THEN '99' WHEN state = 'declined' THEN 'Z'
        WHEN value IS NULL THEN '99'
        WHEN value GLOB '*"sign_language"*' OR value GLOB '*"hearing"*' OR value GLOB '*"sight"*'
            OR value GLOB '*"learning_disability"*' OR value GLOB '*"autism"*' THEN 'yes'
        WHEN value GLOB '*"reading"*' OR value GLOB '*"easy_read"*' OR value GLOB '*"other"*'
            THEN 'other' ELSE 'none' END
        FROM helped WHERE helped.stay = stays.stay), '99') AS disability,
    CASE WHEN born IS NULL THEN '99' WHEN born > date(d, '-25 years') THEN '18-24'
        WHEN born > date(d, '-35 years') THEN '25-34' WHEN born > date(d, '-50 years')
        THEN '35-49' ELSE '50+' END AS age,
    CASE WHEN language = '' THEN '99' WHEN language = 'english' THEN language
        ELSE 'other' END AS language,
    CASE WHEN section = '' THEN '99' WHEN section IN ('2', '3', 'informal') THEN section
        ELSE 'other' END AS section,
    coalesce((SELECT code FROM ethnic WHERE stays.ethnic IN (code, name)), '99') AS ethnic
FROM stays;
"""


def second(
    entries: Iterable[Entry],
    ethnic: Iterable[tuple[str, str]],
    groups: Iterable[tuple[str, str]],
    today: date,
) -> sqlite3.Connection:
    """The entries as a table, and the views over them. ``ethnic`` are codes with their names,
    ``groups`` reasons with their group: content that both counts share."""
    db = sqlite3.connect(":memory:")
    db.execute("CREATE TABLE facts (admission, number INTEGER PRIMARY KEY, at, kind, fact)")
    db.execute("CREATE TABLE ethnic (code, name)")
    db.execute("CREATE TABLE reasons (code, grouped)")
    db.execute("CREATE TABLE today AS SELECT ? AS d", (today.isoformat(),))
    rows = (
        (e.admission, e.number, msgspec.to_builtins(e.at).replace("+00:00", "Z"),
         type(e.fact).__struct_config__.tag, msgspec.json.encode(e.fact).decode())
        for e in entries
    )  # fmt: skip
    db.executemany("INSERT INTO facts VALUES (?, ?, ?, ?, ?)", rows)
    db.execute("CREATE INDEX facts_by_kind ON facts (kind, admission, number)")
    db.execute("CREATE INDEX facts_by_admission ON facts (admission, kind, number)")
    db.executemany("INSERT INTO ethnic VALUES (?, ?)", ethnic)
    db.executemany("INSERT INTO reasons VALUES (?, ?)", groups)
    db.executescript(_VIEWS)
    return db


SHARES = {
    "M1": ("offered IS NOT NULL", "1"),
    "M2": ("assessed IS NOT NULL", "1"),
    "M3": ("assessed IS NOT NULL", "offered IS NOT NULL"),
    "M4": ("needs > 0", "1"),
    "M5": ("needs > 0 AND attended", "1"),
    "M6": ("needs > 0", "assessed IS NOT NULL"),
    "M7": ("begun", "1"),
    "M8a": ("needs > 0 AND closed = needs", "1"),
    "M8b": ("needs > 0 AND closed = needs", "begun"),
    "M9": ("taken_over", "left_open"),
    "B1": ("distress", "assessed IS NOT NULL"),
    "V1": ("positive", "answered IS NOT NULL"),
    "M12": ("methods > 0", "1"),
    "H13": ("stopped_early", "methods > 0"),
    "H14": ("lacking", "looked_at"),
    "H17": ("removed", "wished"),
}
"""Measures of stays: who is counted, of whom."""
MISSING = {
    "B1": "assessed IS NOT NULL AND NOT (heard_after OR distress)",
    "V1": "NOT answered",
}
_NEWEST = "FROM newest JOIN stays USING (stay) WHERE kind = '{kind}'"
_FACTS = "FROM facts JOIN stays ON stay = admission WHERE kind = '{kind}'"
HARM = {
    "H1": "sum(id NOT IN (SELECT id FROM results)), count(*) "
    + _NEWEST.format(kind="sample_taken"),
    "H2": "sum(fact->>'answer' NOT IN ('yes', 'in_part')), count(*) "
    + _NEWEST.format(kind="consent"),
    "H3": "sum(fact->>'outcome' LIKE 'lacks%'), count(*) " + _NEWEST.format(kind="capacity"),
    "H4": "sum(fact->>'consent' = ''), 0 " + _FACTS.format(kind="act_done"),
    "H5": "count(*), 0 " + _FACTS.format(kind="override_used"),
    "H6": "sum(fact->>'what' = 'felt_pressed'), 0 " + _NEWEST.format(kind="harm"),
    "H7": "count(*), 0 " + _NEWEST.format(kind="harm"),
    "H9": "sum(back IS NULL AND NOT told), count(*) FROM waiting JOIN stays USING (stay), today"
    " WHERE taken < date(today.d, '-7 days')",
    "H10": "sum(NOT told), count(*) FROM waiting JOIN stays USING (stay), today"
    " WHERE back < date(today.d, '-7 days')",
    "H11": "sum(outcome <> 'not_completed'), count(*) FROM found JOIN stays USING (stay) WHERE 1",
    "H12": "sum(next IN ('able', 'presumed')), count(*) FROM looked JOIN stays USING (stay)"
    " WHERE next IS NOT NULL",
    "H15": "sum(due < coalesce(looked, today.d)), count(*) FROM unagreed JOIN stays USING (stay),"
    " today WHERE ground = 'danger_to_life'",
    "H16": "sum(sedated), count(*) FROM talks JOIN stays USING (stay) WHERE 1",
}
"""What stands beside every benefit, by the month in which the stay began."""
MIDDLE = """
WITH o AS (SELECT d, row_number() OVER (ORDER BY d) - 1 AS n, count(*) OVER () - 1 AS last
    FROM (SELECT {what} AS d FROM counted WHERE {where} AND month BETWEEN ? AND ?)
    WHERE d IS NOT NULL)
SELECT count(*), (SELECT avg(d) FROM o WHERE n IN (last / 2, (last + 1) / 2)),
    (SELECT max(d) FILTER (WHERE n = last * 3 / 4) + (last * 3 % 4) / 4.0 * (
        max(d) FILTER (WHERE n = (last * 3 + 3) / 4) - max(d) FILTER (WHERE n = last * 3 / 4))
     FROM o)
FROM o
"""
