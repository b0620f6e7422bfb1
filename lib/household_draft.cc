#include "household_draft.hpp"

#include <charconv>
#include <limits>
#include <utility>

#include <sne/reading_names.hpp>

namespace sne {

namespace {

constexpr std::int64_t any_number = std::numeric_limits<std::int64_t>::max();

template <class T, class Into>
std::optional<Fault> take(const Result<T>& read, Into& into) noexcept {
  if (!read) return read.error();
  into = *read;
  return std::nullopt;
}

template <ClosedList Code>
std::optional<Fault> code(std::string_view cell, Code& into) noexcept {
  return take(parse_code<Code>(cell), into);
}

std::optional<Fault> day(std::string_view cell, std::optional<Date>& into) noexcept { return take(Date::parse(cell), into); }

std::optional<Fault> claim(std::string_view cell, bool& into) noexcept {
  const Result<Fact> read = parse_code<Fact>(cell);
  if (!read) return read.error();
  into = *read == Fact::yes;
  return std::nullopt;
}

template <class Into>
std::optional<Fault> amount(std::string_view cell, Into& into) noexcept {
  return take(whole(cell, -any_number, any_number), into);
}

// The lists of the contract are shorter than those of the log.
std::optional<Fault> couple(std::string_view cell, Couple& into) noexcept {
  if (cell == text(Couple::co_tenant)) return Fault{Errc::unknown_code};
  return code(cell, into);
}

std::optional<Fault> product(std::string_view cell, std::optional<Product>& into) noexcept { return take(parse_code<Product>(cell), into); }

}  // namespace

CellShape shape_of(Input input) noexcept {
  switch (input) {
    case Input::as_of:
    case Input::entry:
    case Input::separation_since:
    case Input::protection_order:
    case Input::born:
    case Input::card_until:
    case Input::stay_until:
    case Input::renewal_receipt_until: return CellShape::day;
    case Input::share_at_120_open:
    case Input::main_residence:
    case Input::pregnancy_certificate:
    case Input::signs:
    case Input::on_notice:
    case Input::own_return:
    case Input::attached:
    case Input::student:
    case Input::apprentice:
    case Input::infirm:
    case Input::own_family:
    case Input::emancipated: return CellShape::yes_no;
    case Input::unborn:
    case Input::monthly_resources:
    case Input::housing_benefit:
    case Input::alimony_paid: return CellShape::whole;
    case Input::local_order:
    case Input::persons:
    case Input::care_home:
    case Input::income:
    case Input::policy: return CellShape::none;
    default: return CellShape::code;
  }
}

Result<std::int64_t> whole(std::string_view cell, std::int64_t least, std::int64_t most) noexcept {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), number);
  const auto read = static_cast<std::size_t>(end - cell.data());
  if (error != std::errc() || read != cell.size()) return {Errc::bad_number, static_cast<std::uint32_t>(error == std::errc() ? read : 0)};
  if (number < least || number > most) return Errc::bad_number;
  return number;
}

std::optional<Fault> set_person(Input input, std::string_view cell, Person& person) noexcept {
  switch (input) {
    case Input::tie: return code(cell, person.tie);
    case Input::born: return take(Date::parse(cell), person.born);
    case Input::signs: return code(cell, person.signs);
    case Input::on_notice: return code(cell, person.on_notice);
    case Input::own_return: return claim(cell, person.own_return);
    case Input::attached: return code(cell, person.attached);
    case Input::student: return claim(cell, person.student);
    case Input::apprentice: return claim(cell, person.apprentice);
    case Input::infirm: return claim(cell, person.infirm);
    case Input::own_family: return claim(cell, person.own_family);
    case Input::emancipated: return claim(cell, person.emancipated);
    case Input::custody: return code(cell, person.custody);
    case Input::card: return code(cell, person.card);
    case Input::card_until: return day(cell, person.card_until);
    case Input::nationality: return code(cell, person.nationality);
    case Input::stay: return code(cell, person.stay);
    case Input::stay_until: return day(cell, person.stay_until);
    case Input::renewal_receipt_until: return day(cell, person.renewal_receipt_until);
    case Input::owns: return code(cell, person.owns);
    case Input::protection_order: return day(cell, person.protection_order);
    default: return Fault{Errc::unknown_key};
  }
}

std::optional<Fault> set_question(Input input, std::string_view cell, QuestionDraft& draft) {
  constexpr std::int64_t most_unborn = 9;
  EligibilityQuestion& question = draft.question;
  Household& home = question.facts;
  switch (input) {
    case Input::as_of: return day(cell, draft.as_of);
    case Input::entry: return day(cell, question.letting.entry);
    case Input::stage: return code(cell, question.letting.stage);
    case Input::commune: draft.commune = cell; return std::nullopt;
    case Input::zone: return code(cell, draft.zone);
    case Input::product: return product(cell, question.product);
    case Input::route: return code(cell, question.letting.route);
    case Input::share_at_120_open: return claim(cell, question.letting.share_at_120_open);
    case Input::body: return code(cell, home.body);
    case Input::main_residence: return code(cell, home.main_residence);
    case Input::unborn: {
      const Result<std::int64_t> read = whole(cell, 0, most_unborn);
      if (read) home.unborn = static_cast<std::uint8_t>(*read);
      return read ? std::nullopt : std::optional<Fault>(read.error());
    }
    case Input::pregnancy_certificate: return code(cell, home.pregnancy_certificate);
    case Input::separation: return code(cell, home.separation.kind);
    case Input::separation_since: return day(cell, home.separation.since);
    case Input::separation_couple: return couple(cell, home.separation.couple);
    case Input::monthly_resources: return amount(cell, home.monthly.cents);
    case Input::housing_benefit: return amount(cell, home.monthly.housing_benefit);
    case Input::alimony_paid: return amount(cell, home.monthly.alimony_paid);
    default: return Fault{Errc::unknown_key};
  }
}

std::optional<Fault> set_policy(std::string_view name, std::string_view cell, Policy& policy) noexcept {
  if (name == "horizon") return code(cell, policy.horizon);
  if (const auto fault = set_reading(policy.readings, name, cell)) return Fault{*fault};
  return std::nullopt;
}

QuestionResult complete(QuestionDraft&& draft, const QuestionDefaults& defaults) {
  EligibilityQuestion& question = draft.question;
  const std::optional<Date> as_of = draft.as_of ? draft.as_of : defaults.as_of;
  if (!as_of) return QuestionFault{Errc::missing_value, Input::as_of, no_row, "/as_of"};
  question.as_of = *as_of;
  if (!question.product) question.product = defaults.product;
  if (!draft.commune.empty() && draft.zone != CeilingZone::none) return QuestionFault{Errc::duplicate_key, Input::zone, no_row, "/zone"};
  question.letting.zone = draft.zone;
  if (draft.zone != CeilingZone::none) return std::move(question);
  if (!draft.commune.empty()) {
    const Result<Commune> commune = Commune::parse(draft.commune);
    if (!commune) return QuestionFault{commune.error().code, Input::commune, no_row, "/commune", commune.error().at};
    question.commune = *commune;
  } else {
    question.commune = defaults.commune;
  }
  if (question.commune == Commune()) return QuestionFault{Errc::missing_value, Input::commune, no_row, "/commune"};
  const ZoneAnswer zone = ceiling_zone(question.commune, question.as_of, question.policy.readings.pierrefitte);
  question.letting.zone = zone.zone;
  question.letting.zone_mark = zone.mark;
  return std::move(question);
}

}  // namespace sne
