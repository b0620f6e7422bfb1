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
