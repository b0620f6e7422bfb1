"""The demonstration: a year of the register of Nord and Pas-de-Calais, from events alone.

`generator` writes the event log, an engine replays it, `result` puts what the replay found beside what was
published, `page` and `pictures` show it. The result is a plain dict (`result.Result`), ready for JSON:

- `period`: `start` and `end`, ISO dates; `source`: where the published figures come from;
- `log`: `seed`, `scale`, `rows`, `seconds` of the log and of its replay;
- `published`, `recomputed`: each with `rows` (by territory `059`, `062` and `R31`, the sum: `start`, `new`,
  `radiated`, `a` to `e`, `end`), `shares` (of each département in each column of the region, text in percent
  with the decimals that were printed) and `typology` (share of each typology in the last stock, same form);
- `cells`: how many figures were compared (`total`), how many agree (`equal`);
- `closes`: whether the replay says that its table closes, by territory;
- `months`: for each month `month` (YYYY-MM), `new`, `radiated` by motive, and the stock at its `end` by territory;
- `seniority`: stock by band of seniority at the `start` and at the `end` of the period;
- `refused`: `total`, and `reasons`: for each reason `reason`, `article`, `rows`, `text`;
- `due`: the `weeks` that follow the period: `week` (ISO date of a Monday), `notice`, `renewal`.
"""
