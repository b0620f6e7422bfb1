#pragma once

#include <cassert>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>

/// Faults: malformed input, told apart from decisions of the law.  (fr: anomalie de saisie)
///
/// A fault is a number that will never change and a position in the input. It holds no text of the input, so that it can be
/// logged without carrying personal data.
namespace sne {

/// Why an input could not be read. Numbers are frozen: they are the status codes of every door (C++, columns, C, Python).
enum class Errc : std::uint16_t {
  empty_input = 1,         ///< nothing to read
  bad_length = 2,          ///< not the number of characters expected
  bad_character = 3,       ///< a character that the field does not allow, at the position given
  bad_month = 4,           ///< a month outside 01..12 in a unique number
  unknown_territory = 5,   ///< a territory code outside the classes of the number
  future_date = 6,         ///< the month of the number lies after the reference date
  bad_date_form = 7,       ///< not YYYY-MM-DD
  impossible_date = 8,     ///< a day that no calendar has, such as 2023-02-29
  date_out_of_range = 9,   ///< outside 0001-01-01 .. 9999-12-31
  unknown_code = 10,       ///< a value that the list of the field does not hold
  bad_identifier = 11,     ///< an identifier too long or with characters that it may not hold
  missing_value = 12,      ///< a required cell is empty
  missing_column = 13,     ///< a required column is absent
  unknown_column = 14,     ///< a column that the schema does not know
  duplicate_column = 15,   ///< a column given twice
  wrong_field_count = 16,  ///< a row with more or fewer cells than the header
  row_too_long = 17,       ///< a row beyond the documented limit
  bad_encoding = 18,       ///< bytes that are not UTF-8
  bad_quoting = 19,        ///< a quote that is never closed, or followed by text
  out_of_order = 20,       ///< an event log that is not in folding order
  bad_number = 21,         ///< not a whole number, or outside the range of the field
  duplicate_event = 22,    ///< the same event twice, cell for cell
  number_in_use = 23,      ///< a unique number already held by another demand
  binary_input = 24,       ///< a zero byte where text was expected
  unreadable_file = 25,    ///< the file cannot be opened or read
  sequence_exhausted = 26, ///< no number is left in a sequence of six digits
  wrong_territory = 27,    ///< a département of Île-de-France where the regional territory is due
  postal_code = 28, ///< a postal code where an INSEE code is expected, such as 75013 for 75113
  unknown_commune = 29, ///< a well-formed code that no commune bears
  unknown_epci = 30, ///< a SIREN that no EPCI bears
  bad_amount = 31, ///< an amount below zero or beyond ten billion euros
  born_after = 32, ///< a birth after the reference day
  too_many_persons = 33, ///< more persons than a household may hold
  no_applicant = 34, ///< a household without an applicant
  two_applicants = 35, ///< more than one applicant
  two_partners = 36, ///< more than one spouse, partner or cohabitant
  holder_age = 37, ///< a holder of a lease under sixteen
  bad_custody = 38, ///< custody of somebody who is not a minor child
  conflicting_income = 39, ///< two incomes of one period and kind, or one notice with two amounts
  bad_category = 40, ///< a household of no person, or more dependants than persons
  product_not_in_zone = 41, ///< a product that the zone of the dwelling does not know
  beyond_horizon = 42, ///< a day after the last one for which the law was reviewed
  bad_order = 43, ///< a local order longer or higher than the text allows
  pack_overlap = 50, ///< a law pack that gives a day two values
  pack_gap = 51, ///< a law pack that leaves days without a value
  pack_uncited = 52, ///< a law pack with a row that cites no text
  pack_unsupported = 53, ///< a law pack that needs a rule or a format this version lacks
  pack_rate = 54, ///< a cell that does not move with the others of its table
  pack_digest = 55, ///< a law pack whose digest is not that of its content
  pack_incomplete = 56, ///< a law pack with a missing cell
  pack_full = 57, ///< more added vintages than a law book holds
  bad_json = 60, ///< not a JSON document
  bad_xml = 61, ///< not a well-formed XML document
  too_deep = 62, ///< a document nested beyond the documented limit
  too_large = 63, ///< a document longer than the documented limit
  entity_refused = 64, ///< an XML document that declares entities
  unknown_key = 65, ///< a key that the schema does not know
  wrong_type = 66, ///< a value of another type than the schema says
  duplicate_key = 67, ///< a key given twice
  bad_grid = 68, ///< a scoring grid that cannot be applied
  wrong_length = 70, ///< a column with more or fewer rows than the others
  released_array = 71, ///< an Arrow structure that its owner already released
  bad_layout = 72, ///< an Arrow structure that contradicts itself: a missing buffer, a negative length, offsets that go back
  bad_index = 73, ///< an index outside the dictionary or the list that it points into
  unknown_demand = 74, ///< an event of a demand that was never filed in the log
};

/// Stable name of a fault, for logs and tests: `text(Errc::bad_month) == "BAD_MONTH"`.
constexpr std::string_view text(Errc code) noexcept {
  switch (code) {
    case Errc::empty_input: return "EMPTY_INPUT";
    case Errc::bad_length: return "BAD_LENGTH";
    case Errc::bad_character: return "BAD_CHAR";
    case Errc::bad_month: return "BAD_MONTH";
    case Errc::unknown_territory: return "UNKNOWN_TERRITORY";
    case Errc::future_date: return "FUTURE_DATE";
    case Errc::bad_date_form: return "BAD_DATE_FORM";
    case Errc::impossible_date: return "IMPOSSIBLE_DATE";
    case Errc::date_out_of_range: return "DATE_OUT_OF_RANGE";
    case Errc::unknown_code: return "UNKNOWN_CODE";
    case Errc::bad_identifier: return "BAD_IDENTIFIER";
    case Errc::missing_value: return "MISSING_VALUE";
    case Errc::missing_column: return "MISSING_COLUMN";
    case Errc::unknown_column: return "UNKNOWN_COLUMN";
    case Errc::duplicate_column: return "DUPLICATE_COLUMN";
    case Errc::wrong_field_count: return "WRONG_FIELD_COUNT";
    case Errc::row_too_long: return "ROW_TOO_LONG";
    case Errc::bad_encoding: return "BAD_ENCODING";
    case Errc::bad_quoting: return "BAD_QUOTING";
    case Errc::out_of_order: return "OUT_OF_ORDER";
    case Errc::bad_number: return "BAD_NUMBER";
    case Errc::duplicate_event: return "DUPLICATE_EVENT";
    case Errc::number_in_use: return "NUMBER_IN_USE";
    case Errc::binary_input: return "BINARY_INPUT";
    case Errc::unreadable_file: return "UNREADABLE_FILE";
    case Errc::sequence_exhausted: return "SEQUENCE_EXHAUSTED";
    case Errc::wrong_territory: return "WRONG_TERRITORY";
    case Errc::postal_code: return "POSTAL_CODE";
    case Errc::unknown_commune: return "UNKNOWN_COMMUNE";
    case Errc::unknown_epci: return "UNKNOWN_EPCI";
    case Errc::bad_amount: return "BAD_AMOUNT";
    case Errc::born_after: return "BORN_AFTER";
    case Errc::too_many_persons: return "TOO_MANY_PERSONS";
    case Errc::no_applicant: return "NO_APPLICANT";
    case Errc::two_applicants: return "TWO_APPLICANTS";
    case Errc::two_partners: return "TWO_PARTNERS";
    case Errc::holder_age: return "HOLDER_AGE";
    case Errc::bad_custody: return "BAD_CUSTODY";
    case Errc::conflicting_income: return "CONFLICTING_INCOME";
    case Errc::bad_category: return "BAD_CATEGORY";
    case Errc::product_not_in_zone: return "PRODUCT_NOT_IN_ZONE";
    case Errc::beyond_horizon: return "BEYOND_HORIZON";
    case Errc::bad_order: return "BAD_ORDER";
    case Errc::pack_overlap: return "PACK_OVERLAP";
    case Errc::pack_gap: return "PACK_GAP";
    case Errc::pack_uncited: return "PACK_UNCITED";
    case Errc::pack_unsupported: return "PACK_UNSUPPORTED";
    case Errc::pack_rate: return "PACK_RATE";
    case Errc::pack_digest: return "PACK_DIGEST";
    case Errc::pack_incomplete: return "PACK_INCOMPLETE";
    case Errc::pack_full: return "PACK_FULL";
    case Errc::bad_json: return "BAD_JSON";
    case Errc::bad_xml: return "BAD_XML";
    case Errc::too_deep: return "TOO_DEEP";
    case Errc::too_large: return "TOO_LARGE";
    case Errc::entity_refused: return "ENTITY_REFUSED";
    case Errc::unknown_key: return "UNKNOWN_KEY";
    case Errc::wrong_type: return "WRONG_TYPE";
    case Errc::duplicate_key: return "DUPLICATE_KEY";
    case Errc::bad_grid: return "BAD_GRID";
    case Errc::wrong_length: return "WRONG_LENGTH";
    case Errc::released_array: return "RELEASED_ARRAY";
    case Errc::bad_layout: return "BAD_LAYOUT";
    case Errc::bad_index: return "BAD_INDEX";
    case Errc::unknown_demand: return "UNKNOWN_DEMAND";
  }
  return "UNKNOWN_FAULT";
}

/// A fault and where it is: an offset in bytes inside the text read, or a row for a table.
struct Fault {
  Errc code{};
  std::uint32_t at = 0;

  friend constexpr bool operator==(const Fault&, const Fault&) = default;
};

/// A value or a fault, with the member names of `std::expected`. Reading the wrong side is a bug in the caller: it asserts, and is undefined
/// where assertions are off.
template <class T>
class Result {
 public:
  constexpr Result(T value) : value_(std::move(value)) {}
  constexpr Result(Fault fault) noexcept : fault_(fault) {}
  constexpr Result(Errc code, std::uint32_t at = 0) noexcept : Result(Fault{code, at}) {}

  [[nodiscard]] constexpr bool has_value() const noexcept { return value_.has_value(); }
  constexpr explicit operator bool() const noexcept { return has_value(); }

  [[nodiscard]] constexpr const T& value() const& noexcept {
    assert(has_value());
    return *value_;
  }
  [[nodiscard]] constexpr T value() && noexcept {
    assert(has_value());
    return *std::move(value_);
  }
  constexpr const T& operator*() const& noexcept { return value(); }
  constexpr T operator*() && noexcept { return std::move(*this).value(); }
  constexpr const T* operator->() const noexcept { return &value(); }

  [[nodiscard]] constexpr Fault error() const noexcept {
    assert(!has_value());
    return fault_;
  }
  [[nodiscard]] constexpr T value_or(T other) const { return has_value() ? value() : std::move(other); }

 private:
  std::optional<T> value_;
  Fault fault_;
};

}  // namespace sne
