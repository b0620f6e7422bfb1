#include <sne/verdict_tree.hpp>

#include <text/layout.hpp>
#include <text/phrase.hpp>

namespace sne {

namespace {

using wording::Arguments;
using wording::capitalised;
using wording::ground_of;
using wording::Object;
using wording::Page;
using wording::phrase;

// --- values ----------------------------------------------------------------------------------------------------------------------------

/// A sum known between two bounds.
std::string sum_in_words(std::int64_t low, std::int64_t high, Language language) {
  if (low == high) return money_in_words(low, language);
  const std::string from = money_in_words(low, language);
  if (high != AmountRange::unbounded) return phrase(language, "range", "between", {{"low", from}, {"high", money_in_words(high, language)}});
  return low == 0 ? phrase(language, "range", "none") : phrase(language, "range", "from", {{"low", from}});
}

std::string code_in_words(const NodeValue& value, Language language) {
  if (value.list.empty()) return std::string(value.code);
  constexpr std::string_view empty_keys[] = {"unknown", "none", "natural_person"};
  if (!value.code.empty()) return phrase(language, value.list, value.code);
  for (const std::string_view key : empty_keys) {
    if (std::optional<std::string> made = wording::format(language, value.list, key)) return *std::move(made);
  }
  return {};
}

void add_value(Arguments& arguments, const NodeValue& value, Language language) {
  constexpr std::int64_t euro = 100;
  switch (value.unit) {
    case ValueUnit::count:
    case ValueUnit::percent:
      if (value.low == value.high) return arguments.add(value.name, value.low);
      return arguments.add(value.name, phrase(language, "range", "count", {{"low", value.low}, {"high", value.high}}));
    case ValueUnit::year: return arguments.add(value.name, std::to_string(value.low));
    case ValueUnit::cents: return arguments.add(value.name, sum_in_words(value.low, value.high, language));
    case ValueUnit::euros: return arguments.add(value.name, sum_in_words(value.low * euro, value.high * euro, language));
    case ValueUnit::day: return arguments.add(value.name, Date::from_days(static_cast<std::int32_t>(value.low)));
    case ValueUnit::code: return arguments.add(value.name, code_in_words(value, language));
  }
}

std::string person_of(const Household& home, std::uint8_t row, Language language) {
  return capitalised(person_in_words(row, home.persons[row].tie, language));
}

// --- nodes and reasons -----------------------------------------------------------------------------------------------------------------

ExplainedNode node_in_words(const VerdictNode& node, const Household& home, Language language) {
  Arguments arguments{{"met", std::string(text(node.met))}};
  if (node.row < home.persons.size()) arguments.add("person", person_of(home, node.row, language));
  for (const NodeValue& value : node.values) add_value(arguments, value, language);
  ExplainedNode made;
  made.node = node;
  made.sentence = capitalised(phrase(language, "tree", node.key, arguments));
  made.title = wording::title_of(node.rule, language);
  made.reference = wording::reference_of(node.citation, language);
  made.mark = in_words(node.mark, language);
  return made;
}

ExplainedVerdictReason reason_in_words(const VerdictReason& reason, const Verdict& verdict, const Household& home, const LawBook& law,
                                       Language language) {
  ExplainedVerdictReason made;
  made.reason = reason;
  made.sentence = in_words(reason.code, language);
  if (reason.row < home.persons.size()) {
    made.sentence += ' ' + phrase(language, "verdict", "of_person", {{"person", person_of(home, reason.row, language)}});
  }
  if (reason.code == ReasonCode::holder_minor) made.earliest = verdict.earliest;
  if (made.earliest) made.sentence += ' ' + phrase(language, "verdict", "earliest", {{"earliest", *made.earliest}});
  made.ground = ground_of(reason.rule, law.citation(reason.rule, verdict.judged_on), language);
  return made;
}

// --- the sentence ----------------------------------------------------------------------------------------------------------------------

std::string rank_in_words(const HouseholdCategory& category, Language language) {
  if (category.extra > 0) return phrase(language, "rank", "beyond", {{"extra", std::int64_t{category.extra}}});
  return phrase(language, "rank", std::to_string(category.category));
}

/// The value of a node of this product, or of all products.
const NodeValue* value_in(const VerdictTree& tree, Product product, std::string_view key, std::string_view name) noexcept {
  for (const VerdictNode& node : tree.nodes()) {
    if (node.key != key || (node.product && *node.product != product)) continue;
    for (const NodeValue& value : node.values) {
      if (value.name == name) return &value;
    }
  }
  return nullptr;
}

std::string resources_in_words(const Verdict& verdict, const VerdictTree& tree, Language language) {
  if (verdict.income) {
    Arguments arguments{{"income", money_in_words(*verdict.income, language)}};
    if (const auto year = verdict.income_year()) arguments.add("year", std::to_string(*year));
    const bool months = verdict.basis == IncomeBasis::twelve_months;
    if (months || verdict.income_year()) return phrase(language, "verdict", months ? "resources_months" : "resources_year", arguments);
    return phrase(language, "verdict", "resources_open", arguments);
  }
  const NodeValue* range = value_in(tree, verdict.product, "kept_open", "income");
  if (range == nullptr || (range->low == 0 && range->high == AmountRange::unbounded)) return phrase(language, "verdict", "resources_unknown");
  return phrase(language, "verdict", "resources_open", {{"income", sum_in_words(range->low, range->high, language)}});
}

std::string ceiling_in_words(const Verdict& verdict, const VerdictTree& tree, Language language) {
  Arguments arguments{{"zone", in_words(verdict.zone, language)}};
  if (!verdict.ceiling.known()) return phrase(language, "verdict", "ceiling_none", arguments);
  const std::int64_t low = verdict.ceiling_cents(verdict.ceiling.euros);
  if (verdict.category) {
    arguments.add("ceiling", money_in_words(low, language));
    arguments.add("rank", rank_in_words(verdict.category->category, language));
    return phrase(language, "verdict", verdict.local_order ? "ceiling_local" : "ceiling", arguments);
  }
  const NodeValue* range = value_in(tree, verdict.product, "ceiling", "ceiling");
  const std::int64_t high = range == nullptr ? AmountRange::unbounded : verdict.ceiling_cents(static_cast<std::int32_t>(range->high));
  arguments.add("ceiling", sum_in_words(low, high, language));
  return phrase(language, "verdict", "ceiling_open", arguments);
}

/// Product and outcome; then resources, ceiling and margin as far as they are known.
std::string sentence_of(const Verdict& verdict, const VerdictTree& tree, Language language) {
  const Arguments head{{"product", in_words(verdict.product, language)}, {"outcome", in_words(verdict.outcome, language)}};
  std::string made = phrase(language, "verdict", "head", head);
  made += language == Language::fr ? "\u202f; " : "; ";
  if (verdict.waived) return made + phrase(language, "verdict", "waived") + '.';
  made += resources_in_words(verdict, tree, language) + ", " + ceiling_in_words(verdict, tree, language);
  if (const std::optional<std::int64_t> margin = verdict.margin()) {
    const std::string amount = money_in_words(*margin < 0 ? -*margin : *margin, language);
    made += ", " + phrase(language, "verdict", *margin < 0 ? "excess" : "margin", {{"margin", amount}});
  }
  return made + '.';
}

// --- JSON ------------------------------------------------------------------------------------------------------------------------------

void put_reason(Object& object, const ExplainedVerdictReason& one) {
  object.text("code", text(one.reason.code));
  object.text("field", text(one.reason.input));
  if (one.reason.row != no_row) object.number("row", one.reason.row);
  object.text("sentence", one.sentence);
  object.day("earliest", one.earliest);
  put_ground(object, one.ground);
}

void put_value(Object& object, const NodeValue& value) {
  object.text("name", value.name);
  object.text("unit", text(value.unit));
  if (value.unit == ValueUnit::code) return object.text("value", value.code);
  if (value.unit == ValueUnit::day) return object.day("value", Date::from_days(static_cast<std::int32_t>(value.low)));
  if (value.low == value.high) return object.number("value", value.low);
  object.number("low", value.low);
  if (value.high != AmountRange::unbounded) object.number("high", value.high);
}

/// Everything below a node.
std::span<const ExplainedNode> below(std::span<const ExplainedNode> nodes, std::size_t at) noexcept {
  std::size_t end = at + 1;
  while (end < nodes.size() && nodes[end].node.depth > nodes[at].node.depth) ++end;
  return nodes.subspan(at + 1, end - at - 1);
}

/// The nodes of one depth, each with those below it.
std::vector<std::span<const ExplainedNode>> branches_of(std::span<const ExplainedNode> nodes) {
  std::vector<std::span<const ExplainedNode>> made;
  for (std::size_t at = 0; at < nodes.size();) {
    const std::size_t size = 1 + below(nodes, at).size();
    made.push_back(nodes.subspan(at, size));
    at += size;
  }
  return made;
}

void put_branch(Object& object, std::span<const ExplainedNode> branch) {
  const ExplainedNode& one = branch.front();
  const Citation& citation = one.node.citation;
  object.text("key", one.node.key);
  object.text("kind", text(one.node.kind));
  object.text("met", text(one.node.met));
  if (one.node.row != no_row) object.number("row", one.node.row);
  object.text("sentence", one.sentence);
  object.list("values", one.node.values, put_value);
  object.text("rule", id_of(one.node.rule));
  object.text("title", one.title);
  object.text("article", citation.article);
  object.text("citation", citation.id);
  object.day("from", citation.from);
  object.day("to", citation.to);
  object.text("mark", text(one.node.mark));
  object.text("source", one.reference);
  object.list("children", branches_of(branch.subspan(1)), put_branch);
}

// --- plain text ------------------------------------------------------------------------------------------------------------------------

void put_reasons(Page& page, const std::vector<ExplainedVerdictReason>& reasons) {
  for (const ExplainedVerdictReason& one : reasons) page.reason(one.sentence, one.reason.code, one.ground);
}

void put_node(Page& page, const ExplainedNode& one, Language language) {
  Arguments arguments{{"indent", std::string(2 * (one.node.depth + std::size_t{1}), ' ')},
                      {"met", phrase(language, "met", text(one.node.met))},
                      {"sentence", one.sentence}};
  const bool cited = one.node.kind != NodeKind::section && one.node.citation.mark != Mark::convention;
  if (cited) arguments.add("article", wording::typeset(one.node.citation.article, Language::fr));
  page.line("layout", cited ? "cited" : "node", arguments);
}

}  // namespace

VerdictExplanation explain(const Verdict& verdict, const Household& home, const VerdictTree& tree, const LawBook& law, Language language) {
  VerdictExplanation made;
  made.language = language;
  made.product = verdict.product;
  made.outcome = verdict.outcome;
  made.judged_on = verdict.judged_on;
  made.provisional = verdict.provisional;
  made.law_id = law.id().view();
  made.sentence = sentence_of(verdict, tree, language);
  for (const VerdictReason& one : verdict.reasons.all()) made.reasons.push_back(reason_in_words(one, verdict, home, law, language));
  for (const VerdictReason& one : verdict.warnings.all()) made.warnings.push_back(reason_in_words(one, verdict, home, law, language));
  const auto missing = verdict.missing.list();
  for (const Lacking& one : missing.all()) made.missing.push_back({one, in_words(one.input, language), in_words(one, home, language)});
  for (const VerdictNode& node : tree.nodes()) {
    if (!node.product || *node.product == verdict.product) made.tree.push_back(node_in_words(node, home, language));
  }
  return made;
}

std::string to_text(const VerdictExplanation& explanation) {
  Page page(explanation.language);
  page.line(explanation.sentence);
  if (!explanation.reasons.empty()) {
    page.line("verdict", "reasons", {{"count", static_cast<std::int64_t>(explanation.reasons.size())}});
    put_reasons(page, explanation.reasons);
  }
  if (!explanation.missing.empty()) {
    page.line("heading", "missing");
    for (const ExplainedLacking& one : explanation.missing) {
      page.line("layout", "coded", {{"text", one.sentence}, {"code", std::string(text(one.lacking.input))}});
    }
  }
  if (!explanation.warnings.empty()) {
    page.line("heading", "warnings");
    put_reasons(page, explanation.warnings);
  }
  page.line("verdict", "path");
  for (const ExplainedNode& one : explanation.tree) put_node(page, one, explanation.language);
  page.line("verdict", "law", {{"law", explanation.law_id}});
  return page.take();
}

std::string to_json(const VerdictExplanation& explanation) {
  std::string json;
  {
    Object object(json);
    object.text("product", text(explanation.product));
    object.text("outcome", text(explanation.outcome));
    object.text("language", text(explanation.language));
    object.day("judged_on", explanation.judged_on);
    object.truth("provisional", explanation.provisional);
    object.text("sentence", explanation.sentence);
    object.text("law_id", explanation.law_id);
    object.list("reasons", explanation.reasons, put_reason);
    object.list("warnings", explanation.warnings, put_reason);
    object.list("missing", explanation.missing, [](Object& one, const ExplainedLacking& lacking) {
      one.text("field", text(lacking.lacking.input));
      if (lacking.lacking.row != no_row) one.number("row", lacking.lacking.row);
      one.text("name", lacking.name);
      one.text("sentence", lacking.sentence);
    });
    object.list("tree", branches_of(explanation.tree), put_branch);
  }
  return json;
}

}  // namespace sne
