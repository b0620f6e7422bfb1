#include <algorithm>
#include <array>
#include <set>

#include <sne/scoring.hpp>

#include "json_node.hpp"

/// The documents of docs/scoring.md, sections 2 and 3.
namespace sne {

namespace {

using json::Complaint;
using json::Node;
using json::Presence;

constexpr std::int64_t most_points = 1'000'000;
constexpr std::int64_t most_count = 1'000'000'000;
constexpr std::size_t most_criteria = 500;
constexpr std::size_t most_inputs = 100;
constexpr std::size_t most_facts = 500;
constexpr std::size_t most_refusals = 100;
constexpr std::size_t most_scores = 100'000;
constexpr std::int64_t most_months = 120;

constexpr JsonLimits limits{std::size_t{1} << 20U, 16};

struct GridFormat {
  static constexpr std::string_view name = "sne-scoring-grid/1";
  static bool shows(std::string_view key) { return json::is_identifier(key); }
};
struct FactsFormat {
  static constexpr std::string_view name = "sne-scoring-facts/1";
  static bool shows(std::string_view key) {
    constexpr std::array known{"format", "facts", "id", "value", "status", "refused_offers", "suitable", "comparable",
                               "type", "place", "scores", "wait", "measure", "months", "demands", "period"};
    return std::find(known.begin(), known.end(), key) != known.end();
  }
};

template <class Format>
void check_format(const Node& root) {
  if (const auto format = root.member("format", Presence::must)) {
    if (format->text() != Format::name) format->complain(Errc::unknown_code);
  }
}

std::int64_t points_of(const Node& node) { return node.integer(-most_points, most_points); }

std::string optional_text(const Node& object, std::string_view key) {
  const auto node = object.member(key);
  return node ? node->text() : std::string();
}
std::optional<std::int64_t> optional_points(const Node& object, std::string_view key, std::int64_t least = -most_points) {
  const auto node = object.member(key);
  return node ? std::optional(node->integer(least, most_points)) : std::nullopt;
}
bool flag_of(const Node& object, std::string_view key) {
  const auto node = object.member(key);
  return node && node->boolean();
}
template <ClosedList Code>
void read_code(const Node& object, std::string_view key, Code& into) {
  if (const auto node = object.member(key)) into = node->code<Code>();
}
std::string required_identifier(const Node& object, std::string_view key) {
  const auto node = object.member(key, Presence::must);
  return node ? node->identifier() : std::string();
}
std::vector<std::string> identifiers(const Node& list) {
  std::vector<std::string> made;
  for (const Node& one : list.items(most_inputs)) made.push_back(one.identifier());
  return made;
}

BilingualText bilingual(const Node& node) {
  node.expect_keys({"fr", "en"});
  BilingualText made;
  if (const auto fr = node.member("fr", Presence::must)) made.fr = fr->text();
  made.en = optional_text(node, "en");
  return made;
}

// --- a grid --------------------------------------------------------------------------------------------------------------------------

std::vector<ScoreStep> steps_of(const Node& list) {
  std::vector<ScoreStep> made;
  for (const Node& one : list.items(most_inputs)) {
    one.expect_keys({"from", "points"});
    const auto from = one.member("from", Presence::must);
    const auto points = one.member("points", Presence::must);
    if (!from || !points) continue;
    made.push_back({from->integer(0, most_points), points_of(*points)});
    if (made.size() > 1 && made[made.size() - 2].from >= made.back().from) one.complain(Errc::bad_grid);
  }
  if (made.empty()) list.complain(Errc::bad_grid);
  return made;
}

std::vector<std::pair<std::string, std::int64_t>> other_points(const Node& criterion, std::string_view key) {
  std::vector<std::pair<std::string, std::int64_t>> made;
  const auto node = criterion.member(key);
  if (!node) return made;
  for (const auto& [name, points] : node->members(most_criteria)) made.emplace_back(name, points_of(points));
  return made;
}

void read_weight(const Node& node, Criterion& criterion) {
  criterion.points = optional_points(node, "points");
  criterion.max = optional_points(node, "max", 0);
  const auto steps = node.member("steps");
  if (steps) criterion.steps = steps_of(*steps);
  const bool bad_steps = steps && (criterion.points || criterion.measure == Measure::flag);
  const bool bad_inputs = criterion.inputs.empty() || (criterion.measure != Measure::flag && criterion.inputs.size() > 1);
  if (bad_steps || bad_inputs) node.complain(Errc::bad_grid);
}

Criterion criterion_of(const Node& node) {
  node.expect_keys({"id", "label", "inputs", "measure", "points", "steps", "max", "counts", "optional", "group", "implements", "effect",
                    "source", "proof", "by_landlord", "by_commune"});
  Criterion criterion;
  criterion.id = required_identifier(node, "id");
  if (const auto label = node.member("label", Presence::must)) criterion.label = bilingual(*label);
  if (const auto inputs = node.member("inputs", Presence::must)) criterion.inputs = identifiers(*inputs);
  read_code(node, "measure", criterion.measure);
  read_weight(node, criterion);
  read_code(node, "counts", criterion.counts);
  criterion.optional = flag_of(node, "optional");
  if (const auto group = node.member("group")) criterion.group = group->identifier();
  if (const auto implements = node.member("implements")) criterion.implements = identifiers(*implements);
  read_code(node, "effect", criterion.effect);
  criterion.source = optional_text(node, "source");
  if (const auto proof = node.member("proof")) criterion.proof = bilingual(*proof);
  criterion.by_landlord = other_points(node, "by_landlord");
  criterion.by_commune = other_points(node, "by_commune");
  return criterion;
}

std::vector<Criterion> criteria_of(const Node& list) {
  std::vector<Criterion> made;
  std::set<std::string, std::less<>> ids;
  for (const Node& node : list.items(most_criteria)) {
    made.push_back(criterion_of(node));
    if (!ids.insert(made.back().id).second) node.complain(Errc::duplicate_key);
  }
  if (made.empty()) list.complain(Errc::bad_grid);
  return made;
}

RefusalRule refusal_of(const Node& node) {
  node.expect_keys({"effect", "points", "max", "counts"});
  RefusalRule rule;
  if (const auto effect = node.member("effect", Presence::must)) rule.effect = effect->code<RefusalScoring>();
  const std::optional<std::int64_t> points = optional_points(node, "points", 0);
  if (rule.effect == RefusalScoring::malus && !points) node.complain(Errc::bad_grid);
  rule.points = points.value_or(0);
  rule.max = optional_points(node, "max", 0);
  read_code(node, "counts", rule.counts);
  return rule;
}

void read_validity(const Node& root, ScoringGrid& grid) {
  if (const auto from = root.member("valid_from")) grid.valid_from = from->day();
  if (const auto to = root.member("valid_to")) grid.valid_to = to->day();
  if (grid.valid_from && grid.valid_to && *grid.valid_to < *grid.valid_from) root.complain(Errc::bad_grid);
}

void read_bounds(const Node& root, ScoringGrid& grid) {
  grid.minimum_score = optional_points(root, "minimum_score");
  const auto cap = root.member("cap");
  if (!cap) return;
  cap->expect_keys({"min", "max"});
  grid.cap_min = optional_points(*cap, "min");
  grid.cap_max = optional_points(*cap, "max");
  if (grid.cap_min && grid.cap_max && *grid.cap_max < *grid.cap_min) cap->complain(Errc::bad_grid);
}

void read_publicity(const Node& root, ScoringGrid& grid) {
  if (const auto evaluation = root.member("evaluation")) {
    evaluation->expect_keys({"every_months", "text"});
    if (const auto months = evaluation->member("every_months", Presence::must)) {
      grid.evaluation_months = static_cast<std::int32_t>(months->integer(1, most_months));
    }
    grid.evaluation = optional_text(*evaluation, "text");
  }
  if (const auto information = root.member("information")) {
    information->expect_keys({"public", "applicants"});
    grid.public_information = optional_text(*information, "public");
    grid.applicant_information = optional_text(*information, "applicants");
  }
}

ScoringGrid grid_of(const Node& root) {
  root.expect_keys({"format", "id", "version", "territory", "plan", "valid_from", "valid_to", "scope", "plan_provides_transfers", "criteria",
                    "refusal", "cap", "minimum_score", "binding", "evaluation", "information"});
  check_format<GridFormat>(root);
  ScoringGrid grid;
  grid.id = required_identifier(root, "id");
  grid.version = required_identifier(root, "version");
  grid.territory = optional_text(root, "territory");
  grid.plan = optional_text(root, "plan");
  read_validity(root, grid);
  read_code(root, "scope", grid.scope);
  grid.plan_provides_transfers = flag_of(root, "plan_provides_transfers");
  if (const auto criteria = root.member("criteria", Presence::must)) grid.criteria = criteria_of(*criteria);
  if (const auto refusal = root.member("refusal")) grid.refusal = refusal_of(*refusal);
  read_bounds(root, grid);
  grid.binding = flag_of(root, "binding");
  read_publicity(root, grid);
  return grid;
}

// --- facts ---------------------------------------------------------------------------------------------------------------------------

FactValue value_of(const Node& node) {
  if (node.is_null()) return std::monostate();
  if (node.value().is_boolean()) return node.boolean();
  if (node.value().is_string()) return node.day();
  return node.integer(-most_count, most_count);
}

ScoringFact fact_of(const Node& node) {
  node.expect_keys({"id", "value", "status"});
  ScoringFact fact;
  fact.id = required_identifier(node, "id");
  if (const auto value = node.member("value")) fact.value = value_of(*value);
  if (const auto status = node.member("status", Presence::must)) fact.status = status->code<FactStatus>();
  const bool has_value = !std::holds_alternative<std::monostate>(fact.value);
  if (has_value && fact.status == FactStatus::missing) node.complain(Errc::wrong_type);
  if (!has_value && fact.status != FactStatus::missing) node.complain(Errc::missing_value);
  return fact;
}

RefusedDwelling offer_of(const Node& node) {
  node.expect_keys({"suitable"});
  const auto suitable = node.member("suitable", Presence::must);
  if (!suitable || suitable->is_null()) return {};
  return {suitable->boolean() ? Fact::yes : Fact::no};
}

ComparableDemands comparable_of(const Node& node) {
  node.expect_keys({"type", "place", "scores"});
  ComparableDemands made;
  made.type = optional_text(node, "type");
  made.place = optional_text(node, "place");
  if (const auto scores = node.member("scores", Presence::must)) {
    for (const Node& one : scores->items(most_scores)) made.scores.push_back(one.integer(INT64_MIN, INT64_MAX));
  }
  return made;
}

ObservedWait wait_of(const Node& node) {
  node.expect_keys({"measure", "months", "demands", "period"});
  ObservedWait made;
  read_code(node, "measure", made.measure);
  if (const auto months = node.member("months", Presence::must)) made.months = static_cast<std::int32_t>(months->integer(0, most_points));
  if (const auto demands = node.member("demands", Presence::must)) made.demands = static_cast<std::int32_t>(demands->integer(0, most_count));
  made.period = optional_text(node, "period");
  return made;
}

ScoringFacts facts_of(const Node& root) {
  root.expect_keys({"format", "facts", "refused_offers", "comparable", "wait"});
  check_format<FactsFormat>(root);
  ScoringFacts made;
  if (const auto facts = root.member("facts", Presence::must)) {
    for (const Node& one : facts->items(most_facts)) made.facts.push_back(fact_of(one));
  }
  if (const auto offers = root.member("refused_offers")) {
    for (const Node& one : offers->items(most_refusals)) made.refused_offers.push_back(offer_of(one));
  }
  if (const auto comparable = root.member("comparable")) made.comparable = comparable_of(*comparable);
  if (const auto wait = root.member("wait")) made.wait = wait_of(*wait);
  return made;
}

template <class Format, class Decode>
auto read_document(std::string_view json, Decode decode) -> DocumentResult<decltype(decode(std::declval<const Node&>()))> {
  const JsonDocument document = read_json(json, limits, Format::shows);
  if (document.fault) return DocumentFault{document.fault->code, document.fault->path, document.fault->at};
  Complaint complaint(Format::shows);
  auto made = decode(Node(document.root, "", complaint));
  if (complaint.any()) return complaint.first();
  return made;
}

}  // namespace

DocumentResult<ScoringGrid> ScoringGrid::read(std::string_view json) { return read_document<GridFormat>(json, grid_of); }

DocumentResult<ScoringFacts> ScoringFacts::read(std::string_view json) { return read_document<FactsFormat>(json, facts_of); }

}  // namespace sne
