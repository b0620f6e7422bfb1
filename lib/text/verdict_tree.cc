#include <sne/verdict_tree.hpp>

#include <algorithm>

namespace sne {

namespace {

Met met_of(Fact fact) noexcept { return fact == Fact::yes ? Met::yes : fact == Fact::no ? Met::no : Met::unknown; }
Met met_if(bool holds) noexcept { return holds ? Met::yes : Met::no; }

NodeValue number(std::string_view name, ValueUnit unit, std::int64_t low, std::int64_t high) { return {name, unit, low, high, {}, {}}; }
NodeValue number(std::string_view name, ValueUnit unit, std::int64_t value) { return number(name, unit, value, value); }
NodeValue sum(std::string_view name, AmountRange cents) { return number(name, ValueUnit::cents, cents.low, cents.high); }
NodeValue word(std::string_view name, std::string_view list, std::string_view code) { return {name, ValueUnit::code, 0, 0, list, code}; }

AmountRange times(std::int64_t factor, AmountRange cents) noexcept {
  return {factor * cents.low, cents.high == AmountRange::unbounded ? AmountRange::unbounded : factor * cents.high};
}

// --- the household ---------------------------------------------------------------------------------------------------------------------

/// Which item of the list makes a person live in the home, or keeps them out, and by which rule.
struct Item {
  std::string_view key;
  Rule rule;
};

std::string_view item_of_couple(Tie tie) noexcept {
  switch (tie) {
    case Tie::spouse: return "counted_spouse";
    case Tie::pacs: return "counted_pacs";
    case Tie::cohabitant: return "counted_cohabitant";
    default: return "counted_applicant";
  }
}

Item item_of_child(Custody custody, Fact counted) noexcept {
  if (custody == Custody::alternate) return {"counted_alternate", Rule::household_alternate_custody};
  if (custody == Custody::visit_only) return {"not_visit_only", Rule::household_visiting_child};
  return {counted == Fact::yes ? "counted_visiting" : "not_visiting_yet", Rule::household_visiting_child};
}

Item item_of(const Person& person, Fact counted, bool listed_by_law) noexcept {
  if (person.tie == Tie::applicant || is_partner(person.tie)) {
    if (counted == Fact::no) return {"not_set_aside", Rule::income_separation};
    if (counted == Fact::unknown) return {"counted_separation_open", Rule::income_separation};
    return {item_of_couple(person.tie), Rule::household_persons};
  }
  if (person.tie == Tie::co_tenant) {
    return counted == Fact::yes ? Item{"counted_co_tenant", Rule::household_persons} : Item{"not_flat_share", Rule::eligibility_flat_share};
  }
  if (person.custody != Custody::none) return item_of_child(person.custody, counted);
  if (!listed_by_law) return {"counted_before_list", Rule::household_persons};
  if (counted != Fact::yes) return {counted == Fact::no ? "not_listed" : "counted_unknown", Rule::household_persons};
  if (person.signs == Fact::yes) return {"counted_signs", Rule::household_persons};
  return {person.on_notice == Fact::yes ? "counted_on_notice" : "counted_dependant", Rule::household_persons};
}

/// What makes a person a dependant, or does not.
std::string_view dependence_of(const Person& person, Fact dependant, Fact card, CivilDay on) noexcept {
  if (person.custody == Custody::visiting) return dependant == Fact::yes ? "dependant_visiting" : "visiting_person_only";
  if (dependant == Fact::unknown) return "dependant_unknown";
  if (dependant == Fact::no) return "dependant_no";
  if (card == Fact::yes) return "dependant_card";
  if (person.tie == Tie::ascendant) return "dependant_ascendant";
  if (completed_years(person.born, on) < household::of_age) return "dependant_minor";
  return person.infirm ? "dependant_infirm" : "dependant_attached";
}

std::size_t row_of(const Household& home, bool (*sought)(Tie) noexcept) noexcept {
  std::size_t row = 0;
  while (row < home.persons.size() && !sought(home.persons[row].tie)) ++row;
  return row;
}
bool is_applicant(Tie tie) noexcept { return tie == Tie::applicant; }

/// The descriptions of the smallest and of the largest household, and which decides.
struct Description {
  CategoryBasis basis;
  std::int32_t low, high;

  [[nodiscard]] Met decides(const Composition& composed) const noexcept {
    if (high == 0 && low == 0) return Met::not_applicable;
    if (composed.low != composed.high) return Met::unknown;
    return met_if(basis == composed.low.basis);
  }
  [[nodiscard]] Rule rule() const noexcept {
    if (basis == CategoryBasis::young) return Rule::household_young_couple;
    return basis == CategoryBasis::disabled ? Rule::household_disability : Rule::household_category;
  }
  [[nodiscard]] std::string_view key() const noexcept { return low == 0 && high == 0 ? "description_none" : "description"; }
};

}  // namespace

VerdictNode& VerdictTree::add(NodeKind kind, std::string_view key, Rule rule, std::uint8_t depth, Met met) {
  VerdictNode node;
  node.key = key;
  node.kind = kind;
  node.met = met;
  node.rule = rule;
  node.depth = depth;
  node.product = product_;
  node.citation = heard_.law->citation(rule, heard_.on);
  node.mark = node.citation.mark;
  return nodes_.emplace_back(std::move(node));
}

void VerdictTree::question(const Household& home, const Letting& letting, Date on, const LawBook& law, const Policy& policy) {
  nodes_.clear();
  product_.reset();
  heard_ = {};
  heard_.home = &home;
  heard_.law = &law;
  heard_.letting = letting;
  heard_.on = on;
  heard_.readings = policy.readings;
  VerdictNode& node = add(NodeKind::section, "question", Rule::eligibility_date, 0);
  node.values = {number("day", ValueUnit::day, on.days()), word("stage", "stage", text(letting.stage)), word("route", "route", text(letting.route))};
}

void VerdictTree::separation(const Household&, bool set_aside) { heard_.set_aside = set_aside; }

void VerdictTree::composed(const Household& home, const Composition& composed) {
  heard_.composed = composed;
  VerdictNode& node = add(NodeKind::section, "household", Rule::household_persons, 0);
  node.values = {number("persons", ValueUnit::count, composed.persons_low, composed.persons_high),
                 number("dependants", ValueUnit::count, composed.dependants_low, composed.dependants_high)};
  for (std::size_t row = 0; row < home.persons.size(); ++row) {
    add_person(row);
    if (composed.counted[row] == Fact::no) continue;
    add_dependant(row);
    add_card(row);
  }
  if (heard_.readings.unborn_child == UnbornChild::counted && home.unborn > 0) {
    add(NodeKind::amount, "unborn", Rule::household_unborn, 1, Met::yes).values = {number("unborn", ValueUnit::count, home.unborn)};
  }
  add_young_couple();
  add_category();
}

void VerdictTree::add_person(std::size_t row) {
  const Fact counted = heard_.composed.counted[row];
  const Item item = item_of(heard_.home->persons[row], counted, heard_.law->in_force(Provision::household_list, heard_.on));
  add(NodeKind::person, item.key, item.rule, 1, met_of(counted)).row = static_cast<std::uint8_t>(row);
}

void VerdictTree::add_dependant(std::size_t row) {
  const Person& person = heard_.home->persons[row];
  if (!household::may_depend(person)) return;
  const Fact dependant = heard_.composed.dependant[row];
  const std::string_view key = dependence_of(person, dependant, heard_.composed.disability_card[row], heard_.on.civil());
  const Rule rule = person.custody == Custody::visiting ? Rule::household_visiting_child : Rule::household_dependant;
  add(NodeKind::condition, key, rule, 2, met_of(dependant)).row = static_cast<std::uint8_t>(row);
}

void VerdictTree::add_card(std::size_t row) {
  const Card held = heard_.home->persons[row].card;
  const Fact card = heard_.composed.disability_card[row];
  if (held == Card::none || (held == Card::unknown && card == Fact::no)) return;
  const Fact raises = household::card_raises(card, heard_.composed.dependant[row], heard_.on, *heard_.law, heard_.readings);
  const std::string_view key = card == Fact::yes && raises == Fact::no ? "card_before_step" : "card";
  add(NodeKind::condition, key, Rule::household_disability, 2, met_of(raises)).row = static_cast<std::uint8_t>(row);
}

void VerdictTree::add_young_couple() {
  const std::span<const Person> persons = heard_.home->persons;
  const std::size_t partner = row_of(*heard_.home, [](Tie tie) noexcept { return is_partner(tie); });
  if (partner == persons.size() || heard_.set_aside) return;
  const Person& applicant = persons[row_of(*heard_.home, is_applicant)];
  const std::int64_t ages = completed_years(applicant.born, heard_.on) + completed_years(persons[partner].born, heard_.on);
  const Fact young = heard_.composed.young_couple;
  const bool of_ages = ages > household::young_couple_ages || young == Fact::yes;
  const std::string_view key = of_ages ? "young_couple" : "young_couple_signature";
  add(NodeKind::comparison, key, Rule::household_young_couple, 1, met_of(young)).values = {
      number("ages", ValueUnit::count, ages), number("limit", ValueUnit::count, household::young_couple_ages)};
}

void VerdictTree::add_category() {
  const Composition& composed = heard_.composed;
  VerdictNode& category = add(NodeKind::section, "category", Rule::household_category, 0);
  category.values = {number("category", ValueUnit::count, composed.low.category.category, composed.high.category.category)};
  const household::Descriptions low = household::lowest_descriptions(composed);
  const household::Descriptions high = household::highest_descriptions(composed);
  for (std::size_t i = 0; i < low.size(); ++i) {
    const Description one{static_cast<CategoryBasis>(i), std::min(low[i], high[i]), std::max(low[i], high[i])};
    VerdictNode& node = add(NodeKind::trial, one.key(), one.rule(), 1, one.decides(composed));
    node.values = {word("basis", "category", text(one.basis)), number("category", ValueUnit::count, one.low, one.high)};
  }
  if (composed.high.category.extra == 0) return;
  VerdictNode& extra = add(NodeKind::amount, "extra", Rule::ceiling_extra_person, 1, Met::yes);
  extra.values = {number("extra", ValueUnit::count, composed.low.category.extra, composed.high.category.extra)};
}

void VerdictTree::stay(std::size_t row, const StayAnswer& answer) {
  if (!heard_.stay_opened) add(NodeKind::section, "stays", Rule::eligibility_stay, 0);
  heard_.stay_opened = true;
  const bool spouse = heard_.home->persons[row].tie == Tie::spouse && answer.regular != Fact::yes;
  const bool eu = answer.has_code && answer.code == ReasonCode::eu_right_not_verified;
  const Rule rule = spouse ? Rule::eligibility_stay_of_others : eu ? Rule::eligibility_stay_eu : Rule::eligibility_stay;
  VerdictNode& node = add(NodeKind::condition, spouse ? "stay_spouse" : "stay", rule, 1, met_of(answer.regular));
  node.row = static_cast<std::uint8_t>(row);
  node.mark = weaker(node.mark, answer.mark);
  if (answer.has_code) node.values = {word("reason", "reason", text(answer.code))};
}

// --- the income ------------------------------------------------------------------------------------------------------------------------

income::Basket VerdictTree::basket() const noexcept {
  const bool foreign = heard_.law->in_force(Provision::foreign_income_proofs, heard_.on);
  return {*heard_.home, heard_.composed, heard_.on.civil(), foreign, heard_.set_aside, heard_.readings};
}

IncomePeriod VerdictTree::period_of(IncomeBasis basis) const noexcept {
  const std::int32_t year = heard_.on.civil().year;
  if (basis == IncomeBasis::twelve_months) return last_twelve_months;
  return static_cast<IncomePeriod>(basis == IncomeBasis::n_1 ? year - 1 : year - 2);
}

void VerdictTree::income(const IncomeAnswer& answer, Whose whose) {
  heard_.income = answer;
  add(NodeKind::section, "income", Rule::income_reference, 0).values = {word("whose", "whose", text(whose))};
  for (const IncomeBasis basis : {IncomeBasis::n_2, IncomeBasis::n_1, IncomeBasis::twelve_months}) add_period(basis);
  for (const IncomeBasis basis : {IncomeBasis::n_1, IncomeBasis::twelve_months}) add_drop(basis);
  add_deduction();
  VerdictNode& kept = add(NodeKind::amount, answer.basis == IncomeBasis::unknown ? "kept_open" : "kept", Rule::income_reference, 1,
                          answer.amount.settled() ? Met::yes : Met::unknown);
  kept.values = {sum("income", answer.amount), word("basis", "income_basis", text(answer.basis))};
}

/// A period with its sum; below it the persons of whom an income is asked and who show none.
void VerdictTree::add_period(IncomeBasis basis) {
  const income::Basket basket = this->basket();
  const IncomePeriod period = period_of(basis);
  const income::PeriodSum sums = income::sum_of(basket, period);
  const bool base = basis == IncomeBasis::n_2;
  if (!base && sums.given == 0) return;
  const Met met = base ? (sums.sum.settled() ? Met::yes : Met::unknown) : met_if(sums.later().usable);
  VerdictNode& node = add(NodeKind::amount, period == last_twelve_months ? "sum_of_months" : "sum_of_year", Rule::income_reference, 1, met);
  node.values = {sum("sum", sums.sum)};
  if (period != last_twelve_months) node.values.push_back(number("year", ValueUnit::year, period));
  for (std::size_t row = 0; row < heard_.home->persons.size(); ++row) {
    income::PeriodSum own;
    income::add_person(own, basket, row, period);
    if (own.without > 0) add(NodeKind::person, "no_income", Rule::income_missing, 2, Met::no).row = static_cast<std::uint8_t>(row);
  }
}

/// The 10 % rule in figures, for a later period that may be used. Under a base that is a range only the lower one is tried.
void VerdictTree::add_drop(IncomeBasis basis) {
  const income::Basket basket = this->basket();
  const income::PeriodSum recent = income::sum_of(basket, period_of(basis));
  if (!recent.later().usable) return;
  const AmountRange base = heard_.income.n_2;
  const income::PeriodSum n_1 = income::sum_of(basket, period_of(IncomeBasis::n_1));
  const income::PeriodSum months = income::sum_of(basket, period_of(IncomeBasis::twelve_months));
  if (!base.settled() && income::lower_of(n_1.later(), months.later()).basis != basis) return;
  const bool surely = dropped_by_a_tenth(base.low, recent.sum.low);
  const bool may = base.high == AmountRange::unbounded || dropped_by_a_tenth(base.high, recent.sum.low);
  VerdictNode& node = add(NodeKind::trial, "drop", Rule::income_drop, 1, surely ? Met::yes : may ? Met::unknown : Met::no);
  node.values = {word("period", "income_basis", text(basis)), sum("recent", recent.sum), sum("base", base),
                 sum("ten_recent", times(10, recent.sum)), sum("nine_base", times(9, base))};
}

void VerdictTree::add_deduction() {
  if (heard_.home->care_home.of == CareHomeOf::none) return;
  const std::int64_t taken = heard_.income.deduction;
  const Met met = heard_.income.basis == IncomeBasis::unknown ? Met::unknown : met_if(taken > 0);
  VerdictNode& node = add(NodeKind::amount, "deduction", Rule::income_care_home, 1, met);
  node.values = {number("deduction", ValueUnit::cents, taken), number("most", ValueUnit::cents, income::care_home_cap)};
}

// --- the other conditions, and each product ----------------------------------------------------------------------------------------------

void VerdictTree::add_conditions(const Verdict& verdict) {
  const auto refused = [&](ReasonCode code) { return verdict.reasons.find(code) != nullptr; };
  const Household& home = *heard_.home;
  add(NodeKind::section, "conditions", Rule::eligibility_natural_person, 0);
  if (home.separation.kind != SeparationCase::none) {
    const Met met = heard_.set_aside ? Met::yes : verdict.warnings.find(ReasonCode::separation_not_admitted) != nullptr ? Met::no : Met::unknown;
    VerdictNode& parted = add(NodeKind::condition, "separation", Rule::income_separation, 1, met);
    parted.values = {word("case", "separation", text(home.separation.kind))};
  }
  VerdictNode& body = add(NodeKind::condition, "natural_person", Rule::eligibility_natural_person, 1, met_if(!refused(ReasonCode::body_not_listed)));
  body.values = {word("body", "body", text(home.body))};
  VerdictNode& age = add(NodeKind::condition, "majority", Rule::eligibility_majority, 1, met_if(!refused(ReasonCode::holder_minor)));
  age.row = static_cast<std::uint8_t>(row_of(home, is_applicant));
  add(NodeKind::condition, "main_residence", Rule::eligibility_main_residence, 1, met_if(!refused(ReasonCode::not_main_residence)));
  add_ownership();
}

void VerdictTree::add_ownership() {
  std::string_view key = "owner_none";
  std::size_t row = no_row;
  for (std::size_t at = heard_.home->persons.size(); at-- > 0;) {
    if (heard_.composed.counted[at] == Fact::no) continue;
    const Owned owned = heard_.home->persons[at].owns;
    const OwnershipGround ground = ownership_ground(owned, heard_.home->persons[at].protection_order, heard_.on, *heard_.law).ground;
    if (ground == OwnershipGround::unknown && row == no_row) key = "owner_unknown";
    if (ground != OwnershipGround::possible) continue;
    key = "owner";
    row = at;
  }
  add(NodeKind::condition, key, Rule::eligibility_owner, 1, key == "owner_none" ? Met::yes : Met::unknown).row = static_cast<std::uint8_t>(row);
}

void VerdictTree::ceiling(const CeilingAmount& low, const CeilingAmount& high) {
  heard_.low = low;
  heard_.high = high;
}

void VerdictTree::add_ceiling(const Verdict& verdict) {
  const CeilingAmount& low = *heard_.low;
  const CeilingAmount& high = *heard_.high;
  const bool known = low.known() && high.known();
  VerdictNode& node = add(NodeKind::amount, known ? "ceiling" : "ceiling_none", low.rule, 1, known ? Met::yes : Met::unknown);
  node.values = {word("zone", "zone", text(verdict.zone))};
  if (!known) return;
  node.citation = ceiling_citation(low, *heard_.law);
  node.mark = low.mark;
  node.values.push_back(number("ceiling", ValueUnit::euros, low.euros, high.euros));
  node.values.push_back(word("order", {}, node.citation.title));
  node.values.push_back(word("source", {}, ceiling_source(low, *heard_.law)));
  if (!verdict.local_order) return;
  VerdictNode& local = add(NodeKind::amount, "local_order", eligibility::rule_of(verdict.local_order->kind), 1, Met::yes);
  local.values = {number("ceiling", ValueUnit::cents, verdict.ceiling_cents(low.euros), verdict.ceiling_cents(high.euros))};
  if (!verdict.local_order->euros) local.values.push_back(number("percent", ValueUnit::percent, verdict.local_order->percent));
}

void VerdictTree::add_comparison(const Verdict& verdict) {
  if (!heard_.low->known() || !heard_.high->known()) return;
  const AmountRange income = heard_.income.amount;
  const AmountRange ceiling{verdict.ceiling_cents(heard_.low->euros), verdict.ceiling_cents(heard_.high->euros)};
  const Standing standing = standing_of(income, ceiling.low, ceiling.high);
  const bool over = standing == Standing::over;
  const Met met = standing == Standing::under ? Met::yes : over ? Met::no : Met::unknown;
  VerdictNode& node = add(NodeKind::comparison, "comparison", Rule::ceiling_comparison, 1, met);
  node.values = {sum("income", income), sum("ceiling", ceiling)};
  if (const std::optional<std::int64_t> margin = verdict.margin()) {
    add(NodeKind::amount, *margin < 0 ? "excess" : "margin", Rule::ceiling_comparison, 2, met_if(*margin >= 0)).values = {
        number("margin", ValueUnit::cents, *margin < 0 ? -*margin : *margin)};
  }
  const bool tried = over && verdict.product == Product::plus && heard_.letting.share_at_120_open && !verdict.local_order;
  if (!tried) return;
  const AmountRange ten = times(10, income);
  const Met within = met_if(ten.high != AmountRange::unbounded && ten.high <= 12 * ceiling.low);
  VerdictNode& share = add(NodeKind::trial, "share_at_120", Rule::ceiling_share_at_120, 1, within);
  share.values = {sum("ten_income", ten), sum("twelve_ceiling", times(12, ceiling))};
}

void VerdictTree::verdict(const Verdict& verdict) {
  if (!heard_.conditions_told) add_conditions(verdict);
  heard_.conditions_told = true;
  product_ = verdict.product;
  add(NodeKind::section, "product", Rule::eligibility_product, 0).values = {word("product", "product", text(verdict.product))};
  if (verdict.waived) {
    const VerdictReason* refused = verdict.reasons.find(ReasonCode::not_student_or_young);
    VerdictNode& waived = add(NodeKind::condition, "waived", Rule::ceiling_waived, 1, met_if(refused == nullptr));
    waived.values = {word("route", "route", text(heard_.letting.route))};
    if (refused != nullptr) waived.row = refused->row;
  } else {
    add_ceiling(verdict);
    add_comparison(verdict);
  }
  const bool open = verdict.outcome == Eligibility::unknown;
  const Met met = open ? Met::unknown : met_if(verdict.outcome != Eligibility::not_eligible);
  VerdictNode& outcome = add(NodeKind::outcome, "outcome", Rule::eligibility_product, 1, met);
  outcome.values = {word("outcome", "eligibility", text(verdict.outcome))};
  product_.reset();
}

}  // namespace sne
