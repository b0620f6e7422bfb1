#include <sne/scoring.hpp>

#include <algorithm>
#include <array>
#include <limits>

#include <absl/container/flat_hash_map.h>

#include <text/message.hpp>

namespace sne {

namespace {

constexpr std::string_view dalo = "DALO";
constexpr std::string_view refused_offer = "REFUSED_OFFER";
constexpr std::string_view local_prefix = "LOCAL_";
constexpr std::int32_t fewest_compared = 11;
constexpr std::int64_t no_bound = std::numeric_limits<std::int64_t>::max();

// --- inputs --------------------------------------------------------------------------------------------------------------------------

const ScoringInputRow* known_input(std::string_view name) noexcept {
  for (const ScoringInputRow& row : law::scoring_inputs) {
    if (row.input == name) return &row;
  }
  return nullptr;
}

/// A name as the words are compared: small letters, and one underscore at each cut and at both ends.
std::string cut(std::string_view name) {
  std::string made = "_";
  for (const char c : name) made += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c == '-' || c == '.' ? '_' : c;
  return made + '_';
}

/// Whether one of the words of a row stands in a name as whole pieces: `sex` in `_local_sex_`, but not in `_local_sextuplets_`.
bool holds_a_word(const std::string& name, std::string_view words) {
  while (!words.empty()) {
    const std::size_t end = std::min(words.find(' '), words.size());
    if (name.find(cut(words.substr(0, end))) != std::string::npos) return true;
    words.remove_prefix(std::min(end + 1, words.size()));
  }
  return false;
}

/// The row that a name betrays, whatever its prefix: the strictest one whose words it holds.
const ScoringInputRow* betrayed_input(std::string_view name) {
  if (const ScoringInputRow* row = known_input(name)) return row;
  const std::string pieces = cut(name);
  const ScoringInputRow* found = nullptr;
  for (const ScoringInputRow& row : law::scoring_inputs) {
    const bool stricter = row.standing >= InputStanding::suitability && (found == nullptr || row.standing > found->standing);
    if (stricter && holds_a_word(pieces, row.words)) found = &row;
  }
  return found;
}

bool is_local(std::string_view name) {
  const auto allowed = [](char c) { return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'; };
  return name.size() > local_prefix.size() && name.starts_with(local_prefix) && std::all_of(name.begin(), name.end(), allowed);
}

bool is_priority(std::string_view name) noexcept {
  const ScoringInputRow* row = known_input(name);
  return row != nullptr && row->standing == InputStanding::priority;
}

bool names(const std::vector<std::string>& list, std::string_view name) { return std::find(list.begin(), list.end(), name) != list.end(); }

bool implements(const Criterion& criterion, std::string_view priority) {
  return criterion.weighted() && (names(criterion.inputs, priority) || names(criterion.implements, priority));
}

bool implements_a_priority(const Criterion& criterion) {
  return std::any_of(criterion.inputs.begin(), criterion.inputs.end(), is_priority) ||
         std::any_of(criterion.implements.begin(), criterion.implements.end(), is_priority);
}

bool measures(Measure measure, ScoringValue value) noexcept {
  switch (value) {
    case ScoringValue::flag: return measure == Measure::flag;
    case ScoringValue::date: return measure == Measure::years || measure == Measure::months;
    case ScoringValue::count: return measure == Measure::count;
  }
  return false;
}

/// Most points of a line; `no_bound` without one.
std::int64_t most_of(const Criterion& criterion) noexcept {
  std::int64_t most = no_bound;
  if (!criterion.steps.empty()) {
    most = 0;  // before the first step
    for (const ScoreStep& step : criterion.steps) most = std::max(most, step.points);
  } else if (criterion.measure == Measure::flag) {
    most = criterion.points.value_or(0);
  } else if (criterion.points.value_or(0) <= 0) {
    most = 0;
  }
  return std::min(most, criterion.max.value_or(no_bound));
}

// --- validation ----------------------------------------------------------------------------------------------------------------------

class GridCheck {
 public:
  GridCheck(const ScoringGrid& grid, Date day, const LawBook& book) : grid_(grid), day_(day) {
    const bool older = grid.valid_from && !book.in_force(Provision::scoring_content, *grid.valid_from);
    lenient_ = !book.in_force(Provision::scoring_content, day) || (older && book.in_force(Provision::scoring_older_grids, day));
  }

  std::vector<GridIssue> run() {
    validity();
    weights();
    inputs();
    priorities();
    refusals();
    uniformity();
    aid();
    publicity();
    order();
    return std::move(issues_);
  }

 private:
  /// A content that the decree asks for: an error once the decree applies to the grid.
  void content(GridIssueCode code, std::string_view criterion, std::string_view subject, Mark mark = Mark::text) {
    add(code, lenient_ ? GridSeverity::warning : GridSeverity::error, criterion, subject, Rule::scoring_grid, mark);
  }
  void add(GridIssueCode code, GridSeverity severity, std::string_view criterion, std::string_view subject, Rule rule, Mark mark) {
    issues_.push_back({code, severity, std::string(criterion), std::string(subject), rule, mark});
  }
  void warn(GridIssueCode code, std::string_view criterion) { add(code, GridSeverity::warning, criterion, "", Rule::scoring_grid, Mark::convention); }
  void fail(GridIssueCode code, std::string_view criterion, std::string_view subject, Mark mark) {
    add(code, GridSeverity::error, criterion, subject, Rule::scoring_grid, mark);
  }

  void validity() {
    if (!grid_.valid_from) content(GridIssueCode::no_validity, "", "", Mark::convention);
    const bool outside = (grid_.valid_from && day_ < *grid_.valid_from) || (grid_.valid_to && *grid_.valid_to < day_);
    if (outside) warn(GridIssueCode::out_of_validity, "");
  }

  void weights() {
    for (const Criterion& one : grid_.criteria) {
      if (!one.weighted()) fail(GridIssueCode::missing_weight, one.id, "", Mark::text);
    }
  }

  // The table of docs/scoring.md lists its codes one after the other: one pass for each.
  void inputs() {
    each_input([this](const Criterion& one, const std::string& name) {
      if (betrayed_input(name) == nullptr && !is_local(name)) fail(GridIssueCode::unknown_input, one.id, name, Mark::convention);
    });
    for (const Criterion& one : grid_.criteria) {
      for (const std::string& name : one.implements) {
        if (!is_priority(name)) fail(GridIssueCode::unknown_input, one.id, name, Mark::convention);
      }
    }
    each_input([this](const Criterion& one, const std::string& name) {
      const ScoringInputRow* row = known_input(name);
      if (row != nullptr && !measures(one.measure, row->value)) fail(GridIssueCode::wrong_measure, one.id, name, Mark::convention);
    });
    each_input([this](const Criterion& one, const std::string& name) { forbidden(one, betrayed_input(name)); });
    each_input([this](const Criterion& one, const std::string& name) {
      const ScoringInputRow* row = betrayed_input(name);
      if (row == nullptr || row->standing != InputStanding::suitability) return;
      add(GridIssueCode::suitability_only, GridSeverity::warning, one.id, row->input, Rule::scoring_forbidden_input, Mark::unverified);
    });
  }
  void forbidden(const Criterion& one, const ScoringInputRow* row) {
    if (row == nullptr || row->standing < InputStanding::residence) return;
    const bool never = row->standing == InputStanding::forbidden || one.effect == CriterionEffect::eliminate;
    add(GridIssueCode::forbidden_input, never ? GridSeverity::error : GridSeverity::warning, one.id, row->input, Rule::scoring_forbidden_input,
        row->standing == InputStanding::forbidden ? Mark::unverified : Mark::convention);
  }
  template <class Visit>
  void each_input(Visit visit) {
    for (const Criterion& one : grid_.criteria) {
      for (const std::string& name : one.inputs) visit(one, name);
    }
  }

  void priorities() {
    for (const ScoringInputRow& row : law::scoring_inputs) {
      if (row.standing != InputStanding::priority || day_ < row.from || row.to < day_) continue;
      const auto does = [&row](const Criterion& one) { return implements(one, row.input); };
      if (std::any_of(grid_.criteria.begin(), grid_.criteria.end(), does)) continue;
      if (grid_.scope == GridScope::transfers) {
        add(GridIssueCode::priority_not_implemented, GridSeverity::warning, "", row.input, Rule::scoring_grid, Mark::convention);
      } else {
        content(GridIssueCode::priority_not_implemented, "", row.input);
      }
    }
  }

  void refusals() {
    if (!grid_.refusal) return content(GridIssueCode::no_refusal_rule, "", "");
    const bool blind = grid_.refusal->effect == RefusalScoring::malus && grid_.refusal->counts != CountedRefusals::suitable;
    if (blind) content(GridIssueCode::refusal_without_suitability, "", "");
  }

  void uniformity() {
    const bool partial = grid_.scope == GridScope::landlord || grid_.scope == GridScope::commune;
    const bool unforeseen = grid_.scope == GridScope::transfers && !grid_.plan_provides_transfers;
    if (partial || unforeseen) content(GridIssueCode::not_uniform, "", "scope");
    for (const Criterion& one : grid_.criteria) {
      for (const auto* other : {&one.by_landlord, &one.by_commune}) {
        for (const auto& [name, points] : *other) {
          if (points != one.points) content(GridIssueCode::not_uniform, one.id, name);
        }
      }
    }
  }

  void aid() {
    for (const Criterion& one : grid_.criteria) {
      if (one.effect == CriterionEffect::eliminate) content(GridIssueCode::not_an_aid, one.id, "effect");
    }
    if (grid_.minimum_score) content(GridIssueCode::not_an_aid, "", "minimum_score");
    if (grid_.binding) content(GridIssueCode::not_an_aid, "", "binding");
  }

  void publicity() {
    if (!grid_.evaluation_months) content(GridIssueCode::no_evaluation, "", "");
    if (grid_.public_information.empty()) content(GridIssueCode::no_information, "", "public");
    if (grid_.applicant_information.empty()) content(GridIssueCode::no_information, "", "applicants");
  }

  void order() {
    std::optional<std::int64_t> top;
    for (const Criterion& one : grid_.criteria) {
      if (implements(one, dalo)) top = std::max(top.value_or(0), most_of(one));
    }
    if (!top) return;
    if (most_of_optional() > *top) warn(GridIssueCode::optional_overtakes, "");
    for (const Criterion& one : grid_.criteria) {
      if (!implements(one, dalo) && implements_a_priority(one) && most_of(one) > *top) warn(GridIssueCode::dalo_not_first, one.id);
    }
  }
  /// What the optional criteria give at most together; of a group the highest alone.
  [[nodiscard]] std::int64_t most_of_optional() const {
    absl::flat_hash_map<std::string_view, std::int64_t> grouped;
    std::int64_t sum = 0;
    for (const Criterion& one : grid_.criteria) {
      if (!one.optional) continue;
      const std::int64_t most = std::max<std::int64_t>(most_of(one), 0);
      std::int64_t& before = grouped[one.group];
      const std::int64_t more = one.group.empty() ? most : std::max<std::int64_t>(most - before, 0);
      before = std::max(before, most);
      sum = more > no_bound - sum ? no_bound : sum + more;
    }
    return sum;
  }

  const ScoringGrid& grid_;
  Date day_;
  bool lenient_ = false;
  std::vector<GridIssue> issues_;
};

// --- score ---------------------------------------------------------------------------------------------------------------------------

using FactIndex = absl::flat_hash_map<std::string_view, const ScoringFact*>;

class Scoring {
 public:
  Scoring(const ScoringGrid& grid, const ScoringFacts& facts, Date day, Language language)
      : grid_(grid), facts_(facts), day_(day), language_(language) {}

  [[nodiscard]] std::optional<Fault> index_facts() {
    for (std::size_t i = 0; i < facts_.facts.size(); ++i) {
      const ScoringFact& fact = facts_.facts[i];
      const auto at = static_cast<std::uint32_t>(i);
      if (!by_id_.emplace(fact.id, &fact).second) return Fault{Errc::duplicate_key, at};
      for (const Criterion& one : grid_.criteria) {
        if (!names(one.inputs, fact.id) || fact.status == FactStatus::missing) continue;
        if (!has_kind(fact.value, one.measure)) return Fault{Errc::wrong_type, at};
      }
      const Date* since = std::get_if<Date>(&fact.value);
      if (since != nullptr && *since > day_) return Fault{Errc::future_date, at};
    }
    return std::nullopt;
  }

  ScoreExplanation run() {
    made_.language = language_;
    made_.grid_id = grid_.id;
    made_.grid_version = grid_.version;
    made_.valid_from = grid_.valid_from;
    made_.reference_date = day_;
    for (const Criterion& one : grid_.criteria) made_.lines.push_back(line_of(one));
    settle_groups();
    note_claimed();
    if (grid_.refusal && grid_.refusal->effect == RefusalScoring::malus) made_.lines.push_back(refusal_line());
    add_up();
    if (facts_.comparable) made_.comparable = position_among(*facts_.comparable);
    made_.wait = facts_.wait;
    std::sort(made_.caveats.begin(), made_.caveats.end());
    made_.caveats.erase(std::unique(made_.caveats.begin(), made_.caveats.end()), made_.caveats.end());
    return std::move(made_);
  }

 private:
  static bool has_kind(const FactValue& value, Measure measure) noexcept {
    switch (measure) {
      case Measure::flag: return std::holds_alternative<bool>(value);
      case Measure::count: return std::holds_alternative<std::int64_t>(value);
      case Measure::years:
      case Measure::months: return std::holds_alternative<Date>(value);
    }
    return false;
  }

  [[nodiscard]] const ScoringFact* fact(std::string_view name) const {
    const auto found = by_id_.find(name);
    return found == by_id_.end() || found->second->status == FactStatus::missing ? nullptr : found->second;
  }

  /// How well an input speaks for a criterion: a verified yes, a claimed yes, nothing known, a claimed no, a verified no.
  [[nodiscard]] int weight_of(std::string_view name) const {
    const ScoringFact* known = fact(name);
    if (known == nullptr) return 2;
    const bool verified = known->status == FactStatus::verified;
    const bool* yes = std::get_if<bool>(&known->value);
    if (yes != nullptr && !*yes) return verified ? 0 : 1;
    return verified ? 4 : 3;
  }

  [[nodiscard]] ScoreLine line_of(const Criterion& one) const {
    const auto better = [this](const std::string& a, const std::string& b) { return weight_of(a) < weight_of(b); };
    const std::string& input = *std::max_element(one.inputs.begin(), one.inputs.end(), better);
    const ScoringFact* known = fact(input);
    ScoreLine line;
    line.criterion_id = one.id;
    line.label = one.label.in(language_);
    line.input_fact = input;
    line.status = known == nullptr ? FactStatus::missing : known->status;
    if (most_of(one) != no_bound) line.max = most_of(one);
    line.source = !one.source.empty() ? one.source : implements_a_priority(one) ? "CCH L441-1" : "local";
    if (known == nullptr) {
      line.settled_by = proof_of(one, input);
    } else if (one.counts == CountedFacts::claimed || known->status == FactStatus::verified) {
      line.points = points_of(one, known->value);
    }
    return line;
  }

  [[nodiscard]] std::string proof_of(const Criterion& one, std::string_view input) const {
    if (!one.proof.fr.empty()) return one.proof.in(language_);
    const ScoringInputRow* row = known_input(input);
    const std::string_view proof = row == nullptr ? std::string_view() : language_ == Language::fr ? row->proof_fr : row->proof_en;
    return proof.empty() ? one.label.in(language_) : std::string(proof);
  }

  [[nodiscard]] std::int64_t units_of(Measure measure, const FactValue& value) const {
    if (const bool* yes = std::get_if<bool>(&value)) return *yes ? 1 : 0;
    if (const std::int64_t* count = std::get_if<std::int64_t>(&value)) return std::max<std::int64_t>(*count, 0);
    const std::int32_t months = whole_months_between(std::get<Date>(value), day_);
    return measure == Measure::years ? months / 12 : months;
  }

  [[nodiscard]] std::int64_t points_of(const Criterion& one, const FactValue& value) const {
    const std::int64_t units = units_of(one.measure, value);
    std::int64_t points = 0;
    if (one.points) points = *one.points * units;  // at most 10^6 times 10^9
    for (const ScoreStep& step : one.steps) {
      if (step.from <= units) points = step.points;
    }
    return std::min(points, one.max.value_or(points));
  }

  void settle_groups() {
    absl::flat_hash_map<std::string_view, std::size_t> best;
    for (std::size_t i = 0; i < grid_.criteria.size(); ++i) {
      if (grid_.criteria[i].group.empty()) continue;
      const auto [found, fresh] = best.emplace(grid_.criteria[i].group, i);
      if (!fresh && made_.lines[i].points > made_.lines[found->second].points) found->second = i;
    }
    for (std::size_t i = 0; i < grid_.criteria.size(); ++i) {
      const auto found = best.find(grid_.criteria[i].group);
      if (found == best.end() || found->second == i) continue;
      made_.lines[i].points = 0;
      made_.lines[i].superseded_by = grid_.criteria[found->second].id;
    }
  }

  void note_claimed() {
    for (std::size_t i = 0; i < grid_.criteria.size(); ++i) {
      const ScoreLine& line = made_.lines[i];
      if (line.status != FactStatus::claimed) continue;
      const bool said_no = weight_of(line.input_fact) == 1;
      if (line.points != 0 && is_priority(line.input_fact)) made_.caveats.push_back(ScoreCaveat::priority_not_verified);
      if (grid_.criteria[i].counts == CountedFacts::verified && !said_no) made_.caveats.push_back(ScoreCaveat::claimed_not_counted);
    }
  }

  ScoreLine refusal_line() {
    const RefusalRule& rule = *grid_.refusal;
    std::int64_t counted = 0;
    bool unknown = false;
    for (const RefusedDwelling& offer : facts_.refused_offers) {
      counted += offer.suitable == Fact::yes ? 1 : 0;
      unknown = unknown || offer.suitable == Fact::unknown;
    }
    ScoreLine line;
    line.criterion_id = refused_offer;
    line.label = wording::format(language_, "score", "refusals").value_or(std::string(refused_offer));
    line.input_fact = refused_offer;
    line.status = unknown ? FactStatus::missing : FactStatus::verified;
    line.points = -std::min(rule.points * counted, rule.max.value_or(no_bound));
    if (rule.max) line.max = -*rule.max;
    line.source = "CCH R441-2-10";
    if (unknown) made_.caveats.push_back(ScoreCaveat::refusal_not_counted);
    return line;
  }

  void add_up() {
    for (const ScoreLine& line : made_.lines) made_.total_before_cap += line.points;
    made_.total = std::max(made_.total_before_cap, grid_.cap_min.value_or(made_.total_before_cap));
    made_.total = std::min(made_.total, grid_.cap_max.value_or(made_.total));
    made_.cap_applied = made_.total != made_.total_before_cap;
  }

  ScorePosition position_among(const ComparableDemands& others) {
    std::int32_t higher = 0;
    std::int32_t equal = 0;
    for (const std::int64_t other : others.scores) {
      higher += other > made_.total ? 1 : 0;
      equal += other == made_.total ? 1 : 0;
    }
    ScorePosition made{others.type, others.place, static_cast<std::int32_t>(others.scores.size()) + 1};
    if (made.n < fewest_compared) {
      made_.caveats.push_back(ScoreCaveat::position_withheld);
      return made;
    }
    made.rank_low = higher + 1;
    made.rank_high = higher + 1 + equal;
    made.percentile = static_cast<std::int32_t>(std::int64_t{100} * (made.n - 1 - higher - equal) / made.n);
    return made;
  }

  const ScoringGrid& grid_;
  const ScoringFacts& facts_;
  Date day_;
  Language language_;
  FactIndex by_id_;
  ScoreExplanation made_;
};

}  // namespace

std::vector<GridIssue> validate_grid(const ScoringGrid& grid, Date day, const LawBook& book) { return GridCheck(grid, day, book).run(); }

Result<ScoreExplanation> score(const ScoringGrid& grid, const ScoringFacts& facts, Date reference_date, const LawBook& book, Language language) {
  if (reference_date > book.horizon()) return Errc::date_out_of_range;
  for (const GridIssue& issue : validate_grid(grid, reference_date, book)) {
    if (issue.code == GridIssueCode::out_of_validity) return Errc::date_out_of_range;
    if (issue.severity == GridSeverity::error) return Errc::bad_grid;
  }
  Scoring scoring(grid, facts, reference_date, language);
  if (const auto fault = scoring.index_facts()) return *fault;
  return scoring.run();
}

}  // namespace sne
