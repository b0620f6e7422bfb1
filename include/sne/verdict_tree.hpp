#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <sne/eligibility.hpp>
#include <sne/eligibility_words.hpp>
#include <sne/explain.hpp>

/// How a verdict came about: what was read, tried, met and not met, in French and in English.  (fr: explication d'un verdict)
///
///     VerdictTree tree;
///     const Result<Verdict> verdict = evaluate(home, Product::plus, letting, day, law, policy, tree);
///     std::cout << to_text(explain(*verdict, home, tree, law, Language::fr));
///
/// A tree decides nothing: it keeps what `evaluate` tells it. Persons are named by row and tie; no birth date and no amount of one person
/// alone is kept where several bring one. It holds the sums, the composition and the outcome of a household all the same: treat a tree,
/// its text and its JSON as the file itself.
namespace sne {

enum class NodeKind : std::uint8_t {
  section,     ///< what the nodes below share
  person,      ///< a person of the household, counted or not
  amount,      ///< a sum, a ceiling, a deduction
  trial,       ///< something tried: a description of the category, the 10 % rule
  comparison,  ///< two values set against each other
  condition,   ///< a condition of the law other than income
  outcome,     ///< what the verdict says
};
/// Whether what a node says is so.  (fr: rempli, non rempli)
enum class Met : std::uint8_t { unknown, no, yes, not_applicable };
/// What the number of a node counts.
enum class ValueUnit : std::uint8_t { count, percent, year, cents, euros, day, code };

template <>
struct CodeNames<NodeKind> {
  static constexpr std::array<std::string_view, 7> list{"section", "person", "amount", "trial", "comparison", "condition", "outcome"};
};
template <>
struct CodeNames<Met> {
  static constexpr std::array<std::string_view, 4> list{"unknown", "no", "yes", "not_applicable"};
};
template <>
struct CodeNames<ValueUnit> {
  static constexpr std::array<std::string_view, 7> list{"count", "percent", "year", "cents", "euros", "day", "code"};
};

/// A value of a node, known between two bounds: `AmountRange::unbounded` where nothing bounds it above. A day is `Date::days()`.
struct NodeValue {
  std::string_view name;  ///< stable: `ceiling`, `income`, `year`...
  ValueUnit unit = ValueUnit::count;
  std::int64_t low = 0, high = 0;
  std::string_view list{}, code{};  ///< of a code: the list of the words, and the code itself

  friend constexpr bool operator==(const NodeValue&, const NodeValue&) = default;
};

/// One thing read, tried or judged. Views last as long as the law book.
struct VerdictNode {
  std::string_view key;  ///< stable: `counted_signs`, `drop`, `comparison`...
  NodeKind kind{};
  Met met = Met::not_applicable;
  Rule rule{};
  std::uint8_t depth = 0;            ///< 0 for a section
  std::uint8_t row = no_row;         ///< the person concerned
  std::optional<Product> product{};  ///< of the products judged, the one concerned; none: all of them
  Citation citation{};               ///< the version in force on the day judged, or the order of a ceiling
  Mark mark = Mark::text;            ///< of what is said, which may weigh less than its citation
  std::vector<NodeValue> values{};
};

/// A trace for `evaluate` that keeps a tree, in the order in which a reader asks: the question, the household, the stay, the income, the
/// other conditions, then each product. Holds the last question heard.  (fr: arbre du verdict)
class VerdictTree {
 public:
  void question(const Household& home, const Letting& letting, Date on, const LawBook& law, const Policy& policy);
  void separation(const Household& home, bool set_aside);
  void composed(const Household& home, const Composition& composed);
  void stay(std::size_t row, const StayAnswer& answer);
  void income(const IncomeAnswer& answer, Whose whose);
  void ceiling(const CeilingAmount& low, const CeilingAmount& high);
  void verdict(const Verdict& verdict);

  /// The nodes, each before those below it, which have a greater depth.
  [[nodiscard]] std::span<const VerdictNode> nodes() const& noexcept { return nodes_; }
  std::span<const VerdictNode> nodes() const&& = delete;

 private:
  struct Heard {  // of the question under way; its views end with `evaluate`
    const Household* home = nullptr;
    const LawBook* law = nullptr;
    Letting letting{};
    Date on{};
    Readings readings{};
    bool set_aside = false;
    bool stay_opened = false, conditions_told = false;
    Composition composed{};
    IncomeAnswer income{};
    std::optional<CeilingAmount> low{}, high{};
  };

  VerdictNode& add(NodeKind kind, std::string_view key, Rule rule, std::uint8_t depth, Met met = Met::not_applicable);
  void add_person(std::size_t row);
  void add_dependant(std::size_t row);
  void add_card(std::size_t row);
  void add_young_couple();
  void add_category();
  void add_period(IncomeBasis basis);
  void add_drop(IncomeBasis basis);
  void add_deduction();
  void add_conditions(const Verdict& verdict);
  void add_ownership();
  void add_ceiling(const Verdict& verdict);
  void add_comparison(const Verdict& verdict);
  [[nodiscard]] income::Basket basket() const noexcept;
  [[nodiscard]] IncomePeriod period_of(IncomeBasis basis) const noexcept;

  Heard heard_{};
  std::optional<Product> product_{};
  std::vector<VerdictNode> nodes_{};
};

/// A node in words.
struct ExplainedNode {
  VerdictNode node;
  std::string sentence;   ///< "Personne n° 3 (enfant) : compte, à charge"
  std::string title;      ///< what the rule says
  std::string reference;  ///< "CCH L442-12, ..., en vigueur depuis le 25 novembre 2018"
  std::string mark;       ///< "texte", "convention"...
};

/// One reason or one warning of a verdict.
struct ExplainedVerdictReason {
  VerdictReason reason{};
  std::string sentence;  ///< with the person and the first day, where there are
  std::optional<Date> earliest{};  ///< first day on which the reason no longer holds, when a day settles it
  LegalGround ground;

  friend bool operator==(const ExplainedVerdictReason&, const ExplainedVerdictReason&) = default;
};

/// An input that would help to settle an unknown.
struct ExplainedLacking {
  Lacking lacking{};
  std::string name;      ///< "revenus"
  std::string sentence;  ///< what to find out, of whom

  friend bool operator==(const ExplainedLacking&, const ExplainedLacking&) = default;
};

/// A verdict in words. A plain value; its views last as long as the law book.  (fr: verdict motivé)
struct VerdictExplanation {
  Language language = Language::fr;
  Product product{};
  Eligibility outcome = Eligibility::unknown;
  Date judged_on{};
  bool provisional = false;
  std::string sentence;  ///< product, outcome, resources and their year, ceiling, margin
  std::string law_id;
  std::vector<ExplainedVerdictReason> reasons;
  std::vector<ExplainedVerdictReason> warnings;
  std::vector<ExplainedLacking> missing;
  std::vector<ExplainedNode> tree;  ///< the nodes of every product and those of this one
};

/// Puts a verdict in words. `home`, `tree` and `law` are those of the evaluation; a verdict without reason, warning or node is explained by
/// its sentence alone.  (fr: motiver un verdict)
///
/// Boulogne-Billancourt on 2026-03-12, couple and a child of 9, 50,000.00 in 2024, in English: "PLUS: eligible; resources of €50,000 in
/// 2024, ceiling of €52,740 (3rd category, Paris and adjoining communes), margin of €2,740."
[[nodiscard]] VerdictExplanation explain(const Verdict& verdict, const Household& home, const VerdictTree& tree, const LawBook& law,
                                         Language language);

/// Plain text on several lines: the sentence, the reasons, what is missing, what to note, then the tree, indented, with the articles.
[[nodiscard]] std::string to_text(const VerdictExplanation& explanation);
/// JSON on one line, in UTF-8, with stable keys: `product` `outcome` `language` `judged_on` `provisional` `sentence` `law_id`; the lists
/// `reasons` and `warnings` (`code` `field` `row` `sentence` `earliest`, then `rule` `title` `article` `citation` `from` `to` `mark`
/// `source`), `missing` (`field` `row` `name` `sentence`) and `tree` (`key` `kind` `met` `row` `sentence` `values` with their ground, and
/// `children`). A value has `name`, `unit` and either `value` or `low` and `high`. Rows count from 0; what is not known is left out.
[[nodiscard]] std::string to_json(const VerdictExplanation& explanation);

/// The verdicts of one question, read from the JSON of `docs/households.md`, each in words: a list of explanations as JSON, or a list of one
/// fault (`fault` `field` `row` `path` `at` `sentence`).  (fr: expliquer une question)
[[nodiscard]] std::string explain_json(std::string_view question, const LawBook& law, const Policy& policy, Language language);
/// The same as plain text, with an empty line between two products; a fault is one sentence.
[[nodiscard]] std::string explain_text(std::string_view question, const LawBook& law, const Policy& policy, Language language);

}  // namespace sne
