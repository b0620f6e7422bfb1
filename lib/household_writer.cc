#include <sne/household_reader.hpp>

#include <sne/reading_names.hpp>

#include "json_object.hpp"

namespace sne {

namespace {

void write_day(JsonObject& object, std::string_view name, const std::optional<Date>& day) {
  if (day) object.code(name, iso_text(*day).view());
}

void write_claim(JsonObject& object, std::string_view name, bool claimed) {
  if (claimed) object.truth(name, true);
}

/// A code, unless it is *unknown*.
template <ClosedList Code>
void write_code(JsonObject& object, std::string_view name, Code code) {
  if (!text(code).empty()) object.code(name, text(code));
}

void write_income(std::string& into, const Income& income) {
  JsonObject object(into);
  if (income.period != last_twelve_months) object.number("year", income.period);
  object.code("kind", text(income.kind));
  object.number("cents", income.cents);
  if (income.notice != 0) object.number("notice", income.notice);
}

void write_person(std::string& into, const Person& person) {
  JsonObject object(into);
  object.code("tie", text(person.tie));
  write_day(object, "born", person.born);
  write_code(object, "signs", person.signs);
  write_code(object, "on_notice", person.on_notice);
  write_claim(object, "own_return", person.own_return);
  write_code(object, "attached", person.attached);
  write_claim(object, "student", person.student);
  write_claim(object, "apprentice", person.apprentice);
  write_claim(object, "infirm", person.infirm);
  write_claim(object, "own_family", person.own_family);
  write_claim(object, "emancipated", person.emancipated);
  write_code(object, "custody", person.custody);
  write_code(object, "card", person.card);
  write_day(object, "card_until", person.card_until);
  write_code(object, "nationality", person.nationality);
  write_code(object, "stay", person.stay);
  write_day(object, "stay_until", person.stay_until);
  write_day(object, "renewal_receipt_until", person.renewal_receipt_until);
  write_code(object, "owns", person.owns);
  write_day(object, "protection_order", person.protection_order);
  if (person.incomes.empty()) return;
  std::string& incomes = object.start("incomes");
  write_list(incomes, person.incomes.all(), [&incomes](const Income& income) { write_income(incomes, income); });
}

void write_order(std::string& into, const LocalOrder& order) {
  JsonObject object(into);
  write_day(object, "from", order.from);
  write_day(object, "to", order.to);
  if (order.euros) {
    object.number("euros", *order.euros);
  } else {
    object.number("percent", order.percent);
  }
  object.code("kind", text(order.kind));
}

void write_letting(JsonObject& object, const EligibilityQuestion& question) {
  const Letting& letting = question.letting;
  if (letting.stage != Stage::lease) object.code("stage", text(letting.stage));
  if (question.commune != Commune()) {
    object.code("commune", question.commune.code());
  } else {
    write_code(object, "zone", letting.zone);
  }
  if (question.product) object.code("product", text(*question.product));
  if (letting.route != Route::ordinary) object.code("route", text(letting.route));
  write_day(object, "entry", letting.entry);
  write_claim(object, "share_at_120_open", letting.share_at_120_open);
  if (letting.local_order) write_order(object.start("local_order"), *letting.local_order);
}

void write_separation(JsonObject& into, const Separation& separation) {
  if (separation.kind == SeparationCase::none) return;
  JsonObject object(into.start("separation"));
  object.code("case", text(separation.kind));
  write_day(object, "since", separation.since);
  write_code(object, "couple", separation.couple);
}

void write_care_home(JsonObject& into, const CareHome& home) {
  if (home.of == CareHomeOf::none) return;
  JsonObject object(into.start("care_home"));
  object.code("of", text(home.of));
  std::string& costs = object.start("costs");
  write_list(costs, home.costs.all(), [&costs](const CareHomeCost& cost) {
    JsonObject one(costs);
    if (cost.period != last_twelve_months) one.number("year", cost.period);
    one.number("cents", cost.cents);
  });
}

void write_household(JsonObject& object, const Household& home) {
  write_code(object, "body", home.body);
  write_code(object, "main_residence", home.main_residence);
  if (home.unborn != 0) object.number("unborn", home.unborn);
  write_code(object, "pregnancy_certificate", home.pregnancy_certificate);
  write_separation(object, home.separation);
  write_care_home(object, home.care_home);
  if (home.monthly.cents) object.number("monthly_resources", *home.monthly.cents);
  if (home.monthly.housing_benefit != 0) object.number("housing_benefit", home.monthly.housing_benefit);
  if (home.monthly.alimony_paid != 0) object.number("alimony_paid", home.monthly.alimony_paid);
}

void write_policy(JsonObject& into, const Policy& policy) {
  JsonObject object(into.start("policy"));
  object.code("horizon", text(policy.horizon));
  JsonObject readings(object.start("readings"));
  each_reading(policy.readings, [&readings](std::string_view name, auto reading) {
    if (reading != decltype(reading){}) readings.code(name, text(reading));
  });
}

void write_question(std::string& into, const EligibilityQuestion& question) {
  JsonObject object(into);
  if (!question.id.empty()) object.text("id", question.id);
  write_day(object, "as_of", question.as_of);
  write_letting(object, question);
  write_household(object, question.facts);
  std::string& persons = object.start("persons");
  write_list(persons, question.persons, [&persons](const Person& person) { write_person(persons, person); });
  if (question.policy.horizon != BeyondHorizon::refuse || question.policy.readings != Readings{}) write_policy(object, question.policy);
}

}  // namespace

std::string to_json(const EligibilityQuestion& question) {
  std::string made;
  write_question(made, question);
  return made;
}

}  // namespace sne
