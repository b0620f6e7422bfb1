#include <sne/scoring.hpp>

#include <nlohmann/json.hpp>

#include <text/phrase.hpp>

namespace sne {

using wording::phrase;

namespace {

using Json = nlohmann::ordered_json;
using wording::Arguments;

class ScorePage {
 public:
  explicit ScorePage(const ScoreExplanation& score) : score_(score), language_(score.language) {}

  std::string write() {
    line("total", {{"day", score_.reference_date},
                   {"total", std::to_string(score_.total)},
                   {"grid", score_.grid_id},
                   {"version", score_.grid_version}});
    if (score_.cap_applied) line("capped", {{"before", std::to_string(score_.total_before_cap)}});
    for (const ScoreLine& one : score_.lines) write(one);
    if (score_.comparable && score_.comparable->rank_low) write(*score_.comparable);
    if (score_.wait) write(*score_.wait);
    for (const ScoreCaveat caveat : score_.caveats) {
      page_ += phrase(language_, "layout", "coded", {{"text", in_words(caveat, language_)}, {"code", std::string(text(caveat))}}) + '\n';
    }
    line("aid");
    return std::move(page_);
  }

 private:
  void line(std::string_view key, const Arguments& arguments = {}) { page_ += phrase(language_, "score", key, arguments) + '\n'; }
  void write(const ScoreLine& one) {
    line("line", {{"label", one.label},
                  {"points", std::to_string(one.points)},
                  {"status", in_words(one.status, language_)},
                  {"input", one.input_fact}});
    if (!one.superseded_by.empty()) line("superseded", {{"criterion", one.superseded_by}});
    if (!one.settled_by.empty()) line("settled", {{"piece", one.settled_by}});
  }
  void write(const ScorePosition& position) {
    line("rank", {{"low", std::to_string(*position.rank_low)},
                  {"high", std::to_string(*position.rank_high)},
                  {"n_compared", std::to_string(position.n)},
                  {"type", position.type},
                  {"place", position.place}});
  }
  void write(const ObservedWait& wait) {
    line("wait", {{"months", std::to_string(wait.months)},
                  {"measure", std::string(text(wait.measure))},
                  {"demands", std::to_string(wait.demands)},
                  {"period", wait.period}});
  }

  const ScoreExplanation& score_;
  Language language_;
  std::string page_;
};

Json day_or_null(const std::optional<Date>& day) { return day ? Json(std::string(iso_text(*day).view())) : Json(); }

template <class Number>
Json number_or_null(const std::optional<Number>& number) {
  return number ? Json(*number) : Json();
}

Json json_of(const ScoreLine& line) {
  return {{"criterion_id", line.criterion_id}, {"label", line.label},
          {"input_fact", line.input_fact},     {"status", std::string(text(line.status))},
          {"points", line.points},             {"max", number_or_null(line.max)},
          {"source", line.source},             {"superseded_by", line.superseded_by},
          {"settled_by", line.settled_by}};
}

Json json_of(const std::optional<ScorePosition>& position) {
  if (!position) return {};
  return {{"type", position->type},
          {"place", position->place},
          {"n", position->n},
          {"rank_low", number_or_null(position->rank_low)},
          {"rank_high", number_or_null(position->rank_high)},
          {"percentile", number_or_null(position->percentile)}};
}

Json json_of(const std::optional<ObservedWait>& wait) {
  if (!wait) return {};
  return {{"measure", std::string(text(wait->measure))}, {"months", wait->months}, {"demands", wait->demands}, {"period", wait->period}};
}

}  // namespace

std::string to_text(const ScoreExplanation& explanation) { return ScorePage(explanation).write(); }

std::string to_json(const ScoreExplanation& explanation) {
  Json lines = Json::array();
  for (const ScoreLine& line : explanation.lines) lines.push_back(json_of(line));
  Json caveats = Json::array();
  for (const ScoreCaveat caveat : explanation.caveats) caveats.push_back(std::string(text(caveat)));
  const Json made{{"language", std::string(text(explanation.language))},
                  {"grid_id", explanation.grid_id},
                  {"grid_version", explanation.grid_version},
                  {"valid_from", day_or_null(explanation.valid_from)},
                  {"reference_date", std::string(iso_text(explanation.reference_date).view())},
                  {"total", explanation.total},
                  {"total_before_cap", explanation.total_before_cap},
                  {"cap_applied", explanation.cap_applied},
                  {"lines", std::move(lines)},
                  {"comparable", json_of(explanation.comparable)},
                  {"wait", json_of(explanation.wait)},
                  {"caveats", std::move(caveats)},
                  {"rule", std::string(id_of(explanation.rule))},
                  {"mark", std::string(text(explanation.mark))}};
  // A text built by hand may not be UTF-8: it is replaced rather than thrown at the caller.
  return made.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string explain(const GridIssue& issue, Language language) {
  std::string made = phrase(language, "grid_issue", text(issue.code), {{"subject", issue.subject}});
  if (issue.criterion.empty()) return made;
  return phrase(language, "grid_place", "criterion", {{"criterion", issue.criterion}, {"text", std::move(made)}});
}

std::string explain(const DocumentFault& fault, Language language) {
  const std::string said = explain(fault.code, FaultPlace{}, language);
  return fault.path.empty() ? said : fault.path + ". " + said;
}

std::string in_words(ScoreCaveat caveat, Language language) { return phrase(language, "caveat", text(caveat)); }
std::string in_words(FactStatus status, Language language) { return phrase(language, "fact_status", text(status)); }

}  // namespace sne
