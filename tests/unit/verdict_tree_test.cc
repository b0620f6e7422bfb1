#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <string>

#include <sne/verdict_tree.hpp>

#include "households.hpp"

namespace sne::testing {
namespace {

constexpr std::array languages{Language::fr, Language::en};
constexpr std::string_view lyon = "69123";
constexpr std::string_view lille = "59350";
constexpr std::string_view paris = "75056";

Date born(int year) { return Date::of(year, 1, 1).value(); }
Person applicant(int birth_year, IncomePeriod year, std::int64_t euros) { return earning(person(Tie::applicant, born(birth_year)), year, euros); }
Person on_notice(Tie tie, int birth_year) {
  Person made = person(tie, born(birth_year));
  made.on_notice = Fact::yes;
  return made;
}
Person child(int birth_year) { return person(Tie::child, born(birth_year)); }

/// A verdict and its tree, told again in each language.
struct Told {
  Asked asked;
  Verdict verdict{};
  VerdictTree tree{};

  Told(Asked question, Product product) : asked(std::move(question)) {
    verdict = evaluate(asked.household(), product, asked.letting, asked.on, law_of_today, asked.policy, tree).value();
  }
  [[nodiscard]] VerdictExplanation in(Language language) const { return explain(verdict, asked.household(), tree, law_of_today, language); }
  [[nodiscard]] std::string sentence(Language language) const { return in(language).sentence; }
  /// The sentences of one key, in the order of the tree.
  [[nodiscard]] std::vector<std::string> lines(std::string_view key, Language language) const {
    std::vector<std::string> found;
    for (const ExplainedNode& one : in(language).tree) {
      if (one.node.key == key) found.push_back(one.sentence);
    }
    return found;
  }
  [[nodiscard]] std::string line(std::string_view key, Language language = Language::en) const {
    const std::vector<std::string> found = lines(key, language);
    return found.empty() ? "no such node" : found.front();
  }
  [[nodiscard]] Met met(std::string_view key) const {
    for (const VerdictNode& node : tree.nodes()) {
      if (node.key == key) return node.met;
    }
    return Met::not_applicable;
  }
  /// What decides the category.
  [[nodiscard]] std::string description() const {
    for (const ExplainedNode& one : in(Language::en).tree) {
      if (one.node.key == "description" && one.node.met == Met::yes) return one.sentence;
    }
    return "not settled";
  }
};

// --- the worked cases, section 13 of the rulebook of ceilings ------------------------------------------------------------------------

Asked family_of_three(std::string_view commune) {
  return asked(commune, "2026-03-12", {applicant(1986, 2024, 50000), on_notice(Tie::spouse, 1988), child(2017)});
}

TEST(VerdictTree, W1SaysProductOutcomeResourcesCeilingAndMargin) {
  const Told boulogne(family_of_three("92012"), Product::plus);
  EXPECT_EQ(boulogne.sentence(Language::en),
            "PLUS: eligible; resources of €50,000 in 2024, ceiling of €52,740 (3rd category, Paris and adjoining communes), margin of €2,740.");
  EXPECT_EQ(boulogne.sentence(Language::fr),
            "PLUS\u202f: éligible\u202f; ressources de 50\u202f000\u202f€ en 2024, plafond de 52\u202f740\u202f€ (3e\u202fcatégorie, Paris et communes "
            "limitrophes), marge de 2\u202f740\u202f€.");
  EXPECT_EQ(boulogne.line("counted_dependant"), "Person 3 (child): counts, dependant of a holder");
  EXPECT_EQ(boulogne.line("counted_dependant", Language::fr), "Personne n°\u202f3 (enfant)\u202f: compte, à charge d’un titulaire");
  EXPECT_EQ(boulogne.line("dependant_minor"), "Dependant: minor child");
  EXPECT_EQ(boulogne.line("young_couple"), "Ages of the couple: 78 years in all, for 55 at most");
  EXPECT_EQ(boulogne.description(), "By the number of persons: category 3");
  EXPECT_EQ(boulogne.line("comparison"), "Resources: €50,000; ceiling: €52,740");
  const Told cheaper(family_of_three("92012"), Product::plai);
  EXPECT_EQ(cheaper.sentence(Language::en),
            "PLAI: not eligible; resources of €50,000 in 2024, ceiling of €31,643 (3rd category, Paris and adjoining communes), excess of €18,357.");
}
TEST(VerdictTree, W2TheZoneOfCourbevoie) {
  const Told plus(family_of_three("92026"), Product::plus);
  EXPECT_EQ(plus.met("comparison"), Met::no);
  EXPECT_NE(plus.line("ceiling").find("Ceiling (rest of Île-de-France): €48,362, arrêté du 19 décembre 2025"), std::string::npos);
  const Told pls(family_of_three("92026"), Product::pls);
  EXPECT_EQ(pls.line("comparison"), "Resources: €50,000; ceiling: €62,871");
  EXPECT_EQ(pls.line("outcome"), "Eligible");
}
TEST(VerdictTree, W3AndW4TheAgesOfAYoungCouple) {
  Person partner = earning(person(Tie::pacs, born(1997)), 2024, 17000);
  partner.signs = Fact::yes;
  const Told young(asked(lyon, "2026-06-01", {applicant(2000, 2024, 20000), partner}), Product::plus);
  EXPECT_EQ(young.met("young_couple"), Met::yes);
  EXPECT_EQ(young.description(), "Young couple: category 3");
  EXPECT_EQ(young.line("comparison"), "Resources: €37,000; ceiling: €37,584");
  const Told older(asked(lyon, "2026-06-01", {applicant(1999, 2024, 20000), partner}), Product::plus);
  EXPECT_EQ(older.line("young_couple", Language::fr), "Âges du couple\u202f: 56 ans au total, pour 55 au plus");
  EXPECT_EQ(older.description(), "By the number of persons: category 2");
  EXPECT_EQ(older.line("excess"), "Excess: €5,746");
}
TEST(VerdictTree, W5AndW6TheCardBeforeAndSince2019) {
  Person holder = applicant(1986, 2024, 30000);
  holder.card = Card::invalidity;
  const Told since(asked(lyon, "2026-06-01", {holder}), Product::plus);
  EXPECT_EQ(since.line("card", Language::fr), "Carte mention invalidité\u202f: relève la catégorie");
  EXPECT_EQ(since.description(), "Holder of the card with mention invalidité: category 2");
  Person earlier = applicant(1978, 2016, 25000);
  earlier.card = Card::invalidity;
  const Told before(asked(lyon, "2018-12-20", {earlier}), Product::plus);
  EXPECT_EQ(before.met("card_before_step"), Met::no);
  EXPECT_EQ(before.line("comparison"), "Resources: €25,000; ceiling: €20,304");
}
TEST(VerdictTree, W7AndW8PersonsAboveTheSixthCategory) {
  Asked mother = asked(paris, "2026-06-01", {applicant(1986, 2024, 90000), child(2012), child(2013), child(2014), child(2015), child(2016)});
  EXPECT_EQ(Told(mother, Product::plus).line("comparison"), "Resources: €90,000; ceiling: €84,304");
  mother.policy.readings.lone_parent_extra = LoneParentExtra::dependants;
  const Told by_dependants(mother, Product::plus);
  EXPECT_EQ(by_dependants.line("extra"), "Persons above the sixth category: 1");
  EXPECT_EQ(by_dependants.sentence(Language::en), "PLUS: eligible; resources of €90,000 in 2024, ceiling of €93,698 (6th category and 1 more person, "
                                                  "Paris and adjoining communes), margin of €3,698.");
  std::vector<Person> eight{applicant(1986, 2024, 134020), on_notice(Tie::spouse, 1986)};
  for (int year = 2010; year < 2016; ++year) eight.push_back(child(year));
  EXPECT_EQ(Told(asked(paris, "2026-06-01", eight), Product::pls).line("excess", Language::fr), "Dépassement\u202f: 1\u202f€");
}
TEST(VerdictTree, W9VisitingChildrenArePersonsOnly) {
  Person visiting = child(2015);
  visiting.custody = Custody::visiting;
  const Told father(asked(lille, "2026-06-01", {applicant(1986, 2024, 37000), visiting, visiting}), Product::plus);
  EXPECT_EQ(father.lines("counted_visiting", Language::en).size(), 2U);
  EXPECT_EQ(father.line("visiting_person_only"), "Counts as a person, not as a dependant");
  EXPECT_EQ(father.line("household", Language::fr), "Personnes au foyer\u202f: 3\u202f; à charge\u202f: 0");
}
TEST(VerdictTree, W10TheWorkingChildSigns) {
  Person working = earning(person(Tie::child, born(2006)), 2024, 12000);
  working.attached = Fact::no;
  working.signs = Fact::yes;
  const Told family(asked(lille, "2026-06-01", {applicant(1981, 2024, 28000), on_notice(Tie::spouse, 1982), working}), Product::plus);
  EXPECT_EQ(family.line("counted_signs"), "Person 3 (child): counts, will sign the lease");
  EXPECT_EQ(family.line("sum_of_year"), "Resources of 2024: €40,000");
}
TEST(VerdictTree, W11Overseas) {
  const Told reunion(asked("97411", "2026-06-01", {applicant(1986, 2024, 22000)}), Product::lls);
  EXPECT_EQ(reunion.sentence(Language::en), "LLS: not eligible; resources of €22,000 in 2024, ceiling of €21,063 (1st category, overseas), excess of €937.");
}
TEST(VerdictTree, W12TheCareHomeIsCapped) {
  Asked couple = asked(lyon, "2026-06-01", {applicant(1946, 2024, 41000), on_notice(Tie::spouse, 1944)});
  couple.home.care_home.of = CareHomeOf::partner;
  couple.home.care_home.costs.add({2024, 1800000});
  const Told told(couple, Product::plus);
  EXPECT_EQ(told.line("deduction"), "Cost of a care home taken off: €10,000, up to €10,000");
  EXPECT_EQ(told.line("kept"), "Resources retained (year n-2): €31,000");
}
TEST(VerdictTree, W13AndW14AnInferredAmountSaysSo) {
  const Told couple(asked(paris, "2026-06-01", {applicant(2001, 2024, 31643), on_notice(Tie::spouse, 2001)}), Product::plai);
  EXPECT_EQ(couple.line("margin", Language::fr), "Marge\u202f: 0\u202f€");
  const VerdictExplanation said = couple.in(Language::en);
  const auto ceiling = std::find_if(said.tree.begin(), said.tree.end(), [](const ExplainedNode& one) { return one.node.key == "ceiling"; });
  ASSERT_NE(ceiling, said.tree.end());
  EXPECT_EQ(ceiling->mark, "convention");
  ASSERT_EQ(said.warnings.size(), 1U);
  EXPECT_EQ(said.warnings[0].reason.code, ReasonCode::inferred_amount);
  const Told two(asked(paris, "2026-06-01", {applicant(1980, 2024, 24140), on_notice(Tie::spouse, 1980)}), Product::plai);
  EXPECT_EQ(two.line("comparison"), "Resources: €24,140; ceiling: €24,140");
  EXPECT_EQ(two.met("comparison"), Met::yes);
}

// --- what else is tried --------------------------------------------------------------------------------------------------------------

TEST(VerdictTree, TheTenPercentRuleInFigures) {
  const auto with = [](std::int64_t recent) {
    return Told(asked(lyon, "2026-06-01", {earning(applicant(1986, 2024, 26000), 2025, recent)}), Product::plus);
  };
  const Told enough = with(23400);
  EXPECT_EQ(enough.line("drop"), "Lower by at least 10% (year n-1): ten times the recent income, €234,000; nine times the one before, €234,000");
  EXPECT_EQ(enough.met("drop"), Met::yes);
  EXPECT_EQ(enough.line("kept"), "Resources retained (year n-1): €23,400");
  EXPECT_EQ(with(23401).met("drop"), Met::no);
}
TEST(VerdictTree, AMissingIncomeIsAskedOfThePerson) {
  Person spouse = person(Tie::spouse, born(1988));
  spouse.on_notice = Fact::no;
  const Told open(asked(lyon, "2026-06-01", {applicant(1986, 2024, 10000), spouse}), Product::plus);
  EXPECT_EQ(open.sentence(Language::en),
            "PLUS: not settled; resources not settled, at least €10,000, ceiling of €31,254 (2nd category, other regions).");
  EXPECT_EQ(open.line("no_income"), "Person 2 (spouse): no income proved for this period");
  const VerdictExplanation said = open.in(Language::fr);
  ASSERT_EQ(said.missing.size(), 1U);
  EXPECT_EQ(said.missing[0].sentence,
            "Personne n°\u202f2 (conjoint)\u202f: quel est le revenu de l’avant-dernière année, et par quel document est-il prouvé\u202f?");
}
TEST(VerdictTree, ALocalOrderAndTheShareAt120) {
  Asked alone = asked(lyon, "2026-06-01", {applicant(1986, 2024, 28000)});
  alone.letting.share_at_120_open = true;
  const Told share(alone, Product::plus);
  EXPECT_EQ(share.line("share_at_120"), "Share at 120%: ten times the resources, €280,000; twelve times the ceiling, €280,836");
  EXPECT_EQ(share.verdict.outcome, Eligibility::over_within_share);
  alone.letting.local_order = LocalOrder{"2025-01-01"_date, "2027-12-31"_date, 125, OrderKind::prefect};
  const Told raised(alone, Product::plus);
  EXPECT_EQ(raised.line("local_order"), "Local ceiling: €29,253.75");
  EXPECT_EQ(raised.line("margin", Language::fr), "Marge\u202f: 1\u202f253,75\u202f€");
}
TEST(VerdictTree, ASeparationSetsThePartnerAside) {
  Asked couple = asked(lyon, "2026-06-01", {applicant(1986, 2024, 20000), earning(person(Tie::spouse, born(1988)), 2024, 90000)});
  couple.home.separation = {SeparationCase::petition, "2026-01-15"_date, Couple::unknown};
  const Told told(couple, Product::plus);
  EXPECT_EQ(told.line("not_set_aside"), "Person 2 (spouse): does not count, set aside by the separation");
  EXPECT_EQ(told.line("income"), "Resources counted: applicant alone");
  EXPECT_EQ(told.met("separation"), Met::yes);
  couple.home.separation.since = "2026-07-01"_date;
  EXPECT_EQ(Told(couple, Product::plus).line("separation"), "Separation (petition to the judge): not admitted on that day, nothing changes");
  couple.home.separation.since.reset();
  EXPECT_EQ(Told(couple, Product::plus).met("separation"), Met::unknown);
}
TEST(VerdictTree, AWaivedCeilingAsksNoIncome) {
  Asked student = asked(lyon, "2026-06-01", {person(Tie::applicant, born(2004))});
  student.letting.route = Route::young_lease;
  const Told told(student, Product::plus);
  EXPECT_EQ(told.sentence(Language::fr), "PLUS\u202f: éligible\u202f; aucun plafond ne s’applique à ce bail.");
  EXPECT_EQ(told.line("income"), "no such node");
}
TEST(VerdictTree, ThreeProductsShareOneTree) {
  const Asked family = family_of_three("92026");
  const Household home = family.household();
  VerdictTree tree;
  const auto verdicts = evaluate(home, family.letting, family.on, law_of_today, family.policy, tree).value();
  for (const Verdict& verdict : verdicts) {
    const Told alone(family, verdict.product);
    EXPECT_EQ(to_text(explain(verdict, home, tree, law_of_today, Language::fr)), to_text(alone.in(Language::fr)));
  }
}

// --- the page and the JSON -----------------------------------------------------------------------------------------------------------

TEST(VerdictTree, TheSameQuestionGivesTheSameText) {
  const Told told(family_of_three("92012"), Product::plus);
  for (const Language language : languages) {
    const std::string text = to_text(told.in(language));
    const std::string json = to_json(told.in(language));
    const Told again(family_of_three("92012"), Product::plus);
    EXPECT_EQ(to_text(again.in(language)), text);
    EXPECT_EQ(to_json(again.in(language)), json);
  }
}
TEST(VerdictTree, TheTreeDecidesNothing) {
  const Asked family = family_of_three("92012");
  VerdictTree tree;
  const Verdict traced = evaluate(family.household(), Product::plus, family.letting, family.on, law_of_today, family.policy, tree).value();
  const Verdict silent = evaluate(family.household(), Product::plus, family.letting, family.on, law_of_today, family.policy).value();
  EXPECT_EQ(traced.outcome, silent.outcome);
  EXPECT_EQ(traced.margin(), silent.margin());
}
TEST(VerdictTree, NoBirthDateIsTold) {
  const Told told(asked(lyon, "2026-06-01", {applicant(1986, 2024, 50000), on_notice(Tie::spouse, 1988), child(2017)}), Product::plus);
  for (const Language language : languages) {
    for (const std::string& said : {to_text(told.in(language)), to_json(told.in(language))}) {
      for (const std::string_view year : {"1986-", "1988-", "2017-01-01", " 1986", " 1988"}) EXPECT_EQ(said.find(year), std::string::npos) << year;
    }
  }
}
TEST(VerdictTree, ThePageIsIndentedAndCited) {
  const std::string page = to_text(Told(family_of_three("92012"), Product::plus).in(Language::en));
  EXPECT_NE(page.find("\n    ✓ Person 1 (applicant): counts, holder of the lease [CCH L442-12]\n"), std::string::npos) << page;
  EXPECT_NE(page.find("\n      ✓ Dependant: minor child [CCH L442-12]\n"), std::string::npos) << page;
}
TEST(VerdictTree, TheJsonNestsAndKeepsItsKeys) {
  const std::string json = to_json(Told(family_of_three("92012"), Product::plus).in(Language::en));
  EXPECT_TRUE(json.starts_with(R"({"product":"PLUS","outcome":"eligible","language":"en","judged_on":"2026-03-12","provisional":false,"sentence":")")) << json;
  EXPECT_NE(json.find(R"({"name":"ceiling","unit":"euros","value":52740})"), std::string::npos) << json;
  EXPECT_NE(json.find(R"("key":"counted_dependant","kind":"person","met":"yes","row":2,)"), std::string::npos);
  EXPECT_TRUE(json.ends_with("]}]}")) << json.substr(json.size() - 40);
}
TEST(VerdictTree, TheMinorityTellsTheFirstDay) {
  const Told young(asked(lyon, "2026-06-01", {applicant(2009, 2024, 0)}), Product::plus);
  const VerdictExplanation said = young.in(Language::en);
  ASSERT_EQ(said.reasons.size(), 1U);
  EXPECT_EQ(said.reasons[0].sentence,
            "The holder is neither of age nor emancipated on that day. Person 1 (applicant). Possible from 1 January 2027.");
}

TEST(VerdictTree, AQuestionAsJsonIsExplainedOrItsFaultIs) {
  constexpr std::string_view question = R"({"as_of": "2026-06-01", "commune": "69123", "product": "PLUS", "main_residence": true, "persons": [)"
                                        R"({"tie": "applicant", "born": "1986-05-05", "nationality": "french", "card": "none", "incomes": [)"
                                        R"({"year": 2024, "kind": "notice", "cents": 2000000}]}]})";
  const std::string json = explain_json(question, law_of_today, Policy::sne(), Language::en);
  EXPECT_TRUE(json.starts_with(R"([{"product":"PLUS","outcome":"eligible")")) << json.substr(0, 200);
  EXPECT_EQ(json.find("1986"), std::string::npos);
  const std::string page = explain_text(question, law_of_today, Policy::sne(), Language::fr);
  EXPECT_TRUE(page.starts_with("PLUS\u202f: éligible\u202f; ressources de 20\u202f000\u202f€ en 2024")) << page.substr(0, 200);
  constexpr std::string_view unborn = R"({"as_of": "2026-06-01", "zone": "dom", "persons": [{"tie": "applicant", "born": "2027-05-05"}]})";
  EXPECT_TRUE(explain_json(unborn, law_of_today, Policy::sne(), Language::en)
                  .starts_with(R"([{"fault":"BORN_AFTER","field":"born","row":0,"sentence":"Person 1, field “born” (date of birth).)"));
  EXPECT_TRUE(explain_text("{", law_of_today, Policy::sne(), Language::fr).starts_with("Un document JSON est attendu."));
}

// --- words ---------------------------------------------------------------------------------------------------------------------------

void expect_words(const std::string& words) {
  EXPECT_FALSE(words.empty());
  EXPECT_EQ(words.find_first_of("{}#'"), std::string::npos) << words;
}

template <ClosedList Code>
void expect_every_word() {
  for (const Language language : languages) {
    for (std::size_t i = 0; i < CodeNames<Code>::list.size(); ++i) {
      SCOPED_TRACE(CodeNames<Code>::list[i]);
      expect_words(in_words(static_cast<Code>(i), language));
      EXPECT_NE(in_words(static_cast<Code>(i), language), "unknown");
    }
  }
}

TEST(EligibilityWords, EveryListIsNamedInBothLanguages) {
  expect_every_word<Product>();
  expect_every_word<CeilingZone>();
  expect_every_word<Eligibility>();
  expect_every_word<Tie>();
  expect_every_word<Custody>();
  expect_every_word<Card>();
  expect_every_word<StayPaper>();
  expect_every_word<IncomeKind>();
  expect_every_word<SeparationCase>();
  expect_every_word<Body>();
  expect_every_word<Route>();
  expect_every_word<Stage>();
  expect_every_word<OrderKind>();
  expect_every_word<CategoryBasis>();
  expect_every_word<IncomeBasis>();
  expect_every_word<Whose>();
  expect_every_word<Owned>();
  expect_every_word<Input>();
}

TEST(EligibilityWords, EveryReasonWarningAndFaultHasItsSentence) {
  std::size_t reasons = 0;
  for (const ReasonRow& row : law::reasons) {
    const auto number = static_cast<std::uint16_t>(row.code);
    if (number < 200) continue;
    ++reasons;
    SCOPED_TRACE(row.name);
    for (const Language language : languages) expect_words(in_words(row.code, language));
    EXPECT_NE(in_words(row.code, Language::fr), in_words(row.code, Language::en));
  }
  EXPECT_GE(reasons, 26U);
  for (std::uint16_t number = 28; number <= 68; ++number) {
    const auto code = static_cast<Errc>(number);
    if (text(code) == "UNKNOWN_FAULT") continue;
    SCOPED_TRACE(text(code));
    for (const Language language : languages) expect_words(explain(HouseholdFault{code, Input::income, 1}, language));
  }
}

TEST(EligibilityWords, EveryMissingInputIsAQuestion) {
  const std::array persons{person(Tie::applicant, born(1980)), person(Tie::child, born(2005))};
  Household home;
  home.persons = persons;
  for (const Language language : languages) {
    for (const Input input : MissingInputs::of_persons) EXPECT_TRUE(in_words(Lacking{input, 1}, home, language).ends_with('?')) << text(input);
    for (const Input input : {Input::separation_since, Input::separation_couple}) {
      EXPECT_TRUE(in_words(Lacking{input, no_row}, home, language).ends_with('?')) << text(input);
    }
  }
  EXPECT_EQ(in_words(Lacking{Input::on_notice, 1}, home, Language::en), "Person 2 (child): is this person on the tax notice of a holder of the lease?");
}

TEST(EligibilityWords, MoneyAsEachLanguagePrintsIt) {
  EXPECT_EQ(money_in_words(5274000, Language::fr), "52\u202f740\u202f€");
  EXPECT_EQ(money_in_words(5274000, Language::en), "€52,740");
  EXPECT_EQ(money_in_words(5274005, Language::fr), "52\u202f740,05\u202f€");
  EXPECT_EQ(money_in_words(123456789050, Language::en), "€1,234,567,890.50");
  EXPECT_EQ(money_in_words(-100, Language::en), "−€1");
  EXPECT_EQ(money_in_words(0, Language::fr), "0\u202f€");
  EXPECT_EQ(money_in_words(7, Language::en), "€0.07");
}

TEST(EligibilityWords, AFaultNamesThePersonAndTheField) {
  EXPECT_EQ(explain(HouseholdFault{Errc::born_after, Input::born, 2}, Language::fr),
            "Personne n°\u202f3, champ «\u202fborn\u202f» (date de naissance). La naissance ne peut suivre le jour de référence\u202f; un enfant à naître "
            "se compte à part.");
  EXPECT_EQ(explain(HouseholdFault{Errc::bad_order, Input::local_order, no_row}, Language::en),
            "Field “local_order” (local order). A local order lasts six years at most, and a delegated one raises the ceiling by 30 % at most.");
}

}  // namespace
}  // namespace sne::testing
