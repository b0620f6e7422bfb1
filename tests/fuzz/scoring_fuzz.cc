// Any bytes as the documents of scoring. The first byte chooses: a grid, or the facts of a demand scored with a lawful grid.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <variant>

#include <sne/scoring.hpp>

namespace {

using sne::operator""_date;

// Not an assert: the promises must hold in a build without assertions too.
void require(bool promise) {
  if (!promise) std::abort();
}

constexpr sne::LawBook book = sne::LawBook::builtin();
constexpr std::string_view lawful = R"({"format":"sne-scoring-grid/1","id":"g","version":"1","valid_from":"2014-01-01","criteria":[
{"id":"D","label":{"fr":"d"},"inputs":["DALO"],"points":100},
{"id":"P","label":{"fr":"p"},"inputs":["LOCAL_P"],"points":30,"counts":"verified","group":"G","implements":["PP_HANDICAP","PP_ACT_EXIT","PP_POOR_HOUSING",
"PP_TRANSITION","PP_BACK_TO_WORK","PP_UNFIT","PP_COUPLE_VIOLENCE","PP_FORCED_MARRIAGE","PP_RAPE","PP_PROSTITUTION_EXIT","PP_TRAFFICKING",
"PP_CHILD_OVERCROWDED","PP_NO_DWELLING","PP_EVICTION","PP_ASE"]},
{"id":"S","label":{"fr":"s"},"inputs":["SENIORITY"],"measure":"months","points":1},
{"id":"R","label":{"fr":"r"},"inputs":["RENT_SHARE"],"measure":"count","steps":[{"from":30,"points":-5},{"from":40,"points":9}],"group":"G"}],
"cap":{"min":-20,"max":120},"refusal":{"effect":"malus","points":10,"max":30,"counts":"suitable"},
"evaluation":{"every_months":12},"information":{"public":"p","applicants":"a"}})";

void require_sound(const sne::ScoreExplanation& made) {
  std::int64_t sum = 0;
  for (const sne::ScoreLine& line : made.lines) sum += line.points;
  require(sum == made.total_before_cap && made.cap_applied == (made.total != sum));
  require(!sne::to_text(made).empty() && sne::to_json(made).front() == '{');
  if (made.comparable) require(made.comparable->rank_low.has_value() == (made.comparable->n >= 11));
}

void require_told(const sne::DocumentFault& fault, std::size_t size) {
  require(sne::text(fault.code) != "UNKNOWN_FAULT" && (fault.path.empty() || fault.path[0] == '/') && fault.at <= size);
  require(!sne::explain(fault, sne::Language::en).empty());
}

// A path of facts names keys of the contract only.
void require_path(std::string_view path) {
  const auto ours = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '/'; };
  require(std::all_of(path.begin(), path.end(), ours));
}

void judge_grid(std::string_view text) {
  const auto read = sne::ScoringGrid::read(text);
  if (const auto* fault = std::get_if<sne::DocumentFault>(&read)) return require_told(*fault, text.size());
  const auto& grid = std::get<sne::ScoringGrid>(read);
  for (const sne::Date day : {"2015-06-01"_date, "2020-06-01"_date, "2026-11-24"_date}) {
    bool refused = false;
    for (const sne::GridIssue& issue : sne::validate_grid(grid, day, book)) {
      require(!sne::explain(issue, sne::Language::fr).empty());
      refused = refused || issue.severity == sne::GridSeverity::error || issue.code == sne::GridIssueCode::out_of_validity;
    }
    const auto made = sne::score(grid, {}, day, book, sne::Language::en);
    require(made.has_value() != refused);
    if (made) require_sound(*made);
  }
}

void judge_facts(std::string_view text) {
  static const auto grid = std::get<sne::ScoringGrid>(sne::ScoringGrid::read(lawful));
  const auto read = sne::ScoringFacts::read(text);
  if (const auto* fault = std::get_if<sne::DocumentFault>(&read)) {
    require_path(fault->path);
    return require_told(*fault, text.size());
  }
  const auto made = sne::score(grid, std::get<sne::ScoringFacts>(read), "2026-11-24"_date, book, sne::Language::fr);
  if (made) require_sound(*made);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
  (data[0] & 1) != 0 ? judge_facts(text) : judge_grid(text);
  return 0;
}
