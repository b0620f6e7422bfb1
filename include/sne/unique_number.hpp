#pragma once

#include <array>
#include <cassert>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include <sne/date.hpp>
#include <sne/inline_text.hpp>
#include <sne/law/tables.hpp>
#include <sne/result.hpp>
#include <sne/territory.hpp>

/// The unique number of registration.  (fr: numéro unique d'enregistrement)
///
/// Eighteen characters, month before year:
///
///     111   03   18    016982   G1104
///     |     |    |     |        registrar that created the demand
///     |     |    |     sequence
///     |     |    year of the first deposit, two digits
///     |     month of the first deposit
///     territory: 111 Île-de-France, 059 Nord, 02A Corse-du-Sud, 974 La Réunion
///
/// Five verbs: `possible`, `check`, `parse`, `format`, `generate`. Numbers older than the present system and the national
/// number are other types, `LegacyNumber` and `NationalNumber`: none converts into another. The number tells nothing of the
/// person: two numbers that differ only in the registrar are two demands. It has no check character.
/// @rule number.composition   @law arrêté du 7 novembre 2000, art. 1
namespace sne {

/// What `check` may say of a number. Values are frozen.  (fr: anomalie du numéro)
enum class NumberIssueCode : std::uint8_t {
  bad_encoding = 1,              ///< bytes that are not UTF-8
  bad_length = 2,                ///< not 18 characters once separators are dropped
  bad_character = 3,             ///< a character that its field cannot hold
  bad_month = 4,                 ///< a month outside 01..12
  unknown_territory = 5,         ///< a territory of no known class
  idf_department_after_2011 = 6, ///< a département of Île-de-France although the regional number was due
  future_date = 7,               ///< month and year after the reference date
  deposit_mismatch = 8,          ///< month and year other than those of the initial deposit
  before_system = 9,             ///< month and year before November 2000
  ambiguous_century = 10,        ///< year 99: 1999, or nonsense before 2099
};

/// Whether an issue spoils the number or only deserves a look.  (fr: gravité)
enum class IssueSeverity : std::uint8_t { warning = 1, error = 2 };

/// Where the number under check comes from: ours must be beyond reproach.  (fr: origine du numéro)
enum class NumberOrigin : std::uint8_t {
  received,  ///< read from a file, a letter, a keyboard
  issued,    ///< made by this library, or about to be delivered
};

/// One remark on a number, with the offset in bytes inside the text that was given, separators included.
struct NumberIssue {
  NumberIssueCode code{};
  IssueSeverity severity{};
  std::uint32_t at = 0;

  friend constexpr bool operator==(const NumberIssue&, const NumberIssue&) = default;
};

/// Stable name of an issue: `text(NumberIssueCode::bad_month) == "BAD_MONTH"`.  (fr: code de l'anomalie)
constexpr std::string_view text(NumberIssueCode code) noexcept {
  switch (code) {
    case NumberIssueCode::bad_encoding: return "BAD_ENCODING";
    case NumberIssueCode::bad_length: return "BAD_LENGTH";
    case NumberIssueCode::bad_character: return "BAD_CHAR";
    case NumberIssueCode::bad_month: return "BAD_MONTH";
    case NumberIssueCode::unknown_territory: return "UNKNOWN_TERRITORY";
    case NumberIssueCode::idf_department_after_2011: return "IDF_DEPARTMENT_AFTER_2011";
    case NumberIssueCode::future_date: return "FUTURE_DATE";
    case NumberIssueCode::deposit_mismatch: return "DEPOSIT_MISMATCH";
    case NumberIssueCode::before_system: return "BEFORE_SYSTEM";
    case NumberIssueCode::ambiguous_century: return "AMBIGUOUS_CENTURY";
  }
  return "UNKNOWN_ISSUE";
}

constexpr std::string_view text(const NumberIssue& issue) noexcept { return text(issue.code); }

/// Rule that an issue rests on: `rule(NumberIssueCode::bad_month) == "number.month-of-deposit"`.  (fr: règle)
constexpr std::string_view rule(NumberIssueCode code) noexcept {
  switch (code) {
    case NumberIssueCode::bad_encoding:
    case NumberIssueCode::bad_length:
    case NumberIssueCode::bad_character: return "number.composition";
    case NumberIssueCode::unknown_territory:
    case NumberIssueCode::idf_department_after_2011: return "number.territory";
    case NumberIssueCode::bad_month:
    case NumberIssueCode::future_date:
    case NumberIssueCode::deposit_mismatch:
    case NumberIssueCode::before_system: return "number.month-of-deposit";
    case NumberIssueCode::ambiguous_century: return "number.century";
  }
  return "number.composition";
}

/// Severity of an issue.  (fr: gravité de l'anomalie)
/// A strange territory or a month that contradicts the file is tolerated in a number received, never in one we issue.
constexpr IssueSeverity severity(NumberIssueCode code, NumberOrigin origin) noexcept {
  switch (code) {
    case NumberIssueCode::bad_encoding:
    case NumberIssueCode::bad_length:
    case NumberIssueCode::bad_character:
    case NumberIssueCode::bad_month:
    case NumberIssueCode::future_date: return IssueSeverity::error;
    case NumberIssueCode::unknown_territory:
    case NumberIssueCode::deposit_mismatch:
      return origin == NumberOrigin::issued ? IssueSeverity::error : IssueSeverity::warning;
    case NumberIssueCode::idf_department_after_2011:
    case NumberIssueCode::before_system:
    case NumberIssueCode::ambiguous_century: return IssueSeverity::warning;
  }
  return IssueSeverity::error;
}

/// Every issue of one number, in place: no number can have more than `capacity`.  (fr: liste des anomalies)
/// Order: encoding or length, characters from left to right, territory, month, date.
class NumberIssues {
 public:
  static constexpr std::size_t capacity = 19;  // 18 wrong characters and an ending; other issues need clean characters

  [[nodiscard]] constexpr std::size_t size() const noexcept { return size_; }
  [[nodiscard]] constexpr bool empty() const noexcept { return size_ == 0; }
  [[nodiscard]] constexpr const NumberIssue* begin() const noexcept { return issue_.data(); }
  [[nodiscard]] constexpr const NumberIssue* end() const noexcept { return issue_.data() + size_; }
  constexpr const NumberIssue& operator[](std::size_t i) const noexcept {
    assert(i < size_);
    return issue_[i];
  }

  [[nodiscard]] constexpr bool has(NumberIssueCode code) const noexcept {
    for (const NumberIssue& issue : *this)
      if (issue.code == code) return true;
    return false;
  }
  [[nodiscard]] constexpr bool has_error() const noexcept {
    for (const NumberIssue& issue : *this)
      if (issue.severity == IssueSeverity::error) return true;
    return false;
  }

  constexpr void add(NumberIssue issue) noexcept {
    assert(size_ < capacity);
    issue_[size_++] = issue;
  }

 private:
  std::array<NumberIssue, capacity> issue_{};
  std::uint32_t size_ = 0;
};

/// What is known besides the text. An absent date switches off the issue that needs it.  (fr: contexte du contrôle)
struct NumberContext {
  std::optional<Date> reference = {};        ///< day of the judgement, for `FUTURE_DATE`
  std::optional<Date> initial_deposit = {};  ///< day of the first deposit held in the demand, for `DEPOSIT_MISMATCH`
  NumberOrigin origin = NumberOrigin::received;
};

namespace detail {

struct CodePoint {
  char32_t value;
  std::size_t length;  // bytes; 0 when the bytes are not UTF-8
};

// Strict UTF-8: no overlong form, no surrogate, nothing beyond U+10FFFF. Precondition: at < text.size().
constexpr CodePoint code_point_at(std::string_view text, std::size_t at) noexcept {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = byte(at);
  if (lead < 0x80) return {lead, 1};
  const std::size_t length = lead < 0xC0 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF8 ? 4 : 0;
  if (length == 0 || text.size() - at < length) return {0, 0};
  char32_t value = lead & (0xFFU >> (length + 1));
  for (std::size_t i = at + 1; i < at + length; ++i) {
    if ((byte(i) & 0xC0) != 0x80) return {0, 0};
    value = (value << 6) | (byte(i) & 0x3FU);
  }
  constexpr std::array<char32_t, 5> least{0, 0, 0x80, 0x800, 0x10000};
  if (value < least[length] || value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF)) return {0, 0};
  return {value, length};
}

// What people and word processors put between the groups: every white space of Unicode, the invisible U+200B, U+2060
// and U+FEFF, dots and hyphens.
constexpr bool is_separator(char32_t c) noexcept {
  if (c < 0x80) return c == ' ' || (c >= '\t' && c <= '\r') || c == '.' || c == '-';
  return c == 0x85 || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200B) || (c >= 0x2010 && c <= 0x2015) ||
         c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x2060 || c == 0x2212 || c == 0x3000 ||
         c == 0xFEFF;
}

// The digit or capital that a character stands for, or 0. A letter O stays a letter O: registrar codes hold both.
constexpr char folded(char32_t c) noexcept {
  if (c >= 0xFF10 && c <= 0xFF5A) c -= 0xFEE0;  // full-width forms
  if (c >= 'a' && c <= 'z') c -= 'a' - 'A';
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ? static_cast<char>(c) : '\0';
}

constexpr std::size_t number_length = 18;

// What each ASCII byte does in a number: its folded symbol, 0 for a character of no field, 1 for a separator.
inline constexpr std::array<char, 128> ascii_role = [] {
  std::array<char, 128> role{};
  for (char32_t c = 0; c < 128; ++c) role[c] = is_separator(c) ? '\1' : folded(c);
  return role;
}();

// The significant characters of a text, each with its offset. Reading stops at the 19th or at the first bytes that are not UTF-8.
struct NumberReading {
  std::array<char, number_length> symbol{};  // 0 for a character that no field can hold
  std::array<std::uint32_t, number_length> at{};
  std::size_t count = 0;
  std::optional<NumberIssue> stop;  // why these are not 18 characters
};

constexpr std::uint32_t offset(std::size_t at) noexcept {
  return at < 0xFFFFFFFF ? static_cast<std::uint32_t>(at) : 0xFFFFFFFF;
}

constexpr NumberReading read_number(std::string_view text) noexcept {
  NumberReading read;
  const auto stop = [&](NumberIssueCode code, std::size_t at) {
    read.stop = NumberIssue{code, IssueSeverity::error, offset(at)};
    return read;
  };
  for (std::size_t at = 0, length = 1; at < text.size(); at += length) {
    const auto byte = static_cast<unsigned char>(text[at]);
    char role = '\0';
    if (byte < 0x80) {
      length = 1;
      role = ascii_role[byte];
    } else {
      const CodePoint point = code_point_at(text, at);
      if (point.length == 0) return stop(NumberIssueCode::bad_encoding, at);
      length = point.length;
      role = is_separator(point.value) ? '\1' : folded(point.value);
    }
    if (role == '\1') continue;
    if (read.count == number_length) return stop(NumberIssueCode::bad_length, at);
    read.symbol[read.count] = role;
    read.at[read.count++] = offset(at);
  }
  return read.count < number_length ? stop(NumberIssueCode::bad_length, text.size()) : read;
}

constexpr bool is_capital_or_digit(char c) noexcept { return is_digit(c) || (c >= 'A' && c <= 'Z'); }

// Whether the field at this place of the number can hold the character.
constexpr bool fits(std::size_t place, char c) noexcept {
  if (place >= 13) return is_capital_or_digit(c);
  return is_digit(c) || (place == 2 && (c == 'A' || c == 'B'));
}

constexpr std::int32_t two_digits(const char* at) noexcept { return (at[0] - '0') * 10 + (at[1] - '0'); }

constexpr bool is_month(std::int32_t month) noexcept { return month >= 1 && month <= 12; }

// Eight bytes, the first one lowest whatever the machine; compilers make it one load.
constexpr std::uint64_t eight_bytes(const char* p) noexcept {
  const auto byte = [p](int i) { return static_cast<std::uint64_t>(static_cast<unsigned char>(p[i])) << (8 * i); };
  return byte(0) | byte(1) | byte(2) | byte(3) | byte(4) | byte(5) | byte(6) | byte(7);
}

constexpr std::uint64_t each_byte(std::uint8_t value) noexcept { return 0x0101010101010101U * value; }

constexpr bool eight_digits(std::uint64_t bytes) noexcept {
  // '0'..'9' are 0x30..0x39: adding 6 must not leave the row.
  const std::uint64_t row = each_byte(0xF0);
  return (bytes & row) == each_byte(0x30) && ((bytes + each_byte(0x06)) & row) == each_byte(0x30);
}

constexpr bool eight_capitals_or_digits(std::uint64_t bytes) noexcept {
  // In a byte below 0x80, adding 0x80 - low sets the high bit from `low` on, adding 0x7F - high sets it beyond `high`.
  const std::uint64_t high_bit = each_byte(0x80);
  const std::uint64_t digit = (bytes + each_byte(0x80 - '0')) & ~(bytes + each_byte(0x7F - '9'));
  const std::uint64_t capital = (bytes + each_byte(0x80 - 'A')) & ~(bytes + each_byte(0x7F - 'Z'));
  return (bytes & high_bit) == 0 && ((digit | capital) & high_bit) == high_bit;
}

// Whether 18 bytes are a number as they stand: the common case, judged eight bytes at a time.
constexpr bool is_plain_number(const char* p) noexcept {
  const std::uint64_t head = (eight_bytes(p) & ~(std::uint64_t{0xFF} << 16)) | (std::uint64_t{'0'} << 16);
  return eight_digits(head) && fits(2, p[2]) && eight_digits(eight_bytes(p + 5)) &&
         eight_capitals_or_digits(eight_bytes(p + 10)) && is_month(two_digits(p + 3));
}

// The century of a two-digit year. Numbers date from November 2000, so that 99 alone is in doubt.
constexpr std::optional<std::int32_t> full_year(std::int32_t year2) noexcept {
  if (year2 == 99) return std::nullopt;
  return 2000 + year2;
}

// The four errors that keep a text from being a number; the other issues never stop a reading.
constexpr Errc structural_fault(NumberIssueCode code) noexcept {
  assert(code <= NumberIssueCode::bad_month);
  if (code == NumberIssueCode::bad_encoding) return Errc::bad_encoding;
  if (code == NumberIssueCode::bad_length) return Errc::bad_length;
  return code == NumberIssueCode::bad_character ? Errc::bad_character : Errc::bad_month;
}

// First day of registration under a departmental number: the law's first version, 2000-11-08.
inline constexpr Date first_number_day = law::versions.front().from;

constexpr bool month_before(CivilDay a, CivilDay b) noexcept {
  return a.year < b.year || (a.year == b.year && a.month < b.month);
}

}  // namespace detail

/// Code of the counter that created the demand.  (fr: code du guichet enregistreur)
/// Five characters among A-Z and 0-9: `G1104`, `59900`, or `GDPUB`, the public counter on the internet. It says neither who
/// handles the demand today nor who may act on it.
/// @rule number.registrar-code   @law arrêté du 7 novembre 2000, art. 1
class RegistrarCode {
 public:
  /// Reads exactly five characters. Faults: `empty_input`, `bad_length`, `bad_character` with its offset.
  [[nodiscard]] static constexpr Result<RegistrarCode> parse(std::string_view code) noexcept {
    if (code.empty()) return Errc::empty_input;
    if (code.size() != 5) return {Errc::bad_length, static_cast<std::uint32_t>(code.size() < 5 ? code.size() : 5)};
    for (std::uint32_t i = 0; i < 5; ++i)
      if (!detail::is_capital_or_digit(code[i])) return {Errc::bad_character, i};
    return RegistrarCode(code.data());
  }

  /// The five characters. The view lives as long as this object.
  [[nodiscard]] constexpr std::string_view code() const noexcept { return {code_.data(), code_.size()}; }

  /// Whether the applicant filed at the public counter on the internet.  (fr: guichet internet grand public)
  [[nodiscard]] constexpr bool is_public_counter() const noexcept { return code() == "GDPUB"; }

  friend constexpr auto operator<=>(const RegistrarCode&, const RegistrarCode&) noexcept = default;

 private:
  friend class UniqueNumber;

  constexpr explicit RegistrarCode(const char* p) noexcept : code_{p[0], p[1], p[2], p[3], p[4]} {}

  std::array<char, 5> code_;
};

/// The running number of a series, which the caller keeps: the texts do not say whether it restarts each month, each year or
/// never, nor whether a registrar has its own.  (fr: numéro d'ordre)
/// Numbers go from 000001 to 999999 (convention).
/// @rule number.issue
class NumberSequence {
 public:
  static constexpr std::uint32_t largest = 999999;

  /// Starts after `last`, the last number delivered; 0 for a new series. Precondition: last <= 999999.
  constexpr explicit NumberSequence(std::uint32_t last = 0) noexcept : last_(last) { assert(last <= largest); }

  [[nodiscard]] constexpr std::uint32_t last() const noexcept { return last_; }
  [[nodiscard]] constexpr std::uint32_t left() const noexcept { return largest - last_; }

 private:
  friend class UniqueNumber;

  std::uint32_t last_;
};

/// How a number is written.  (fr: présentation du numéro)
enum class NumberStyle : std::uint8_t {
  compact,  ///< `1110318016982G1104`, 18 characters
  grouped,  ///< `111 0318 016982 G1104`, 21 characters
};

/// A number written in place.
class NumberText {
 public:
  [[nodiscard]] constexpr std::string_view view() const& noexcept { return {chars_.data(), size_}; }
  std::string_view view() const&& = delete;
  friend constexpr bool operator==(const NumberText& a, std::string_view b) noexcept { return a.view() == b; }

 private:
  friend class UniqueNumber;

  constexpr void put(char c) noexcept { chars_[size_++] = c; }

  std::array<char, 21> chars_{};
  std::uint8_t size_ = 0;
};

/// A well-formed unique number.  (fr: numéro unique d'enregistrement)
/// Ordered as its 18 characters are: by territory, then month, then year; this is not the order of time.
/// Never take the seniority of a demand from the number: after a separation or a merging they differ.
/// @rule number.composition   @law arrêté du 7 novembre 2000, art. 1
class UniqueNumber {
 public:
  /// Whether a text may be a unique number: 18 digits or letters besides separators.  (fr: vraisemblance)
  /// Never false for what `parse` reads. Meant to tell numbers from other columns or from legacy numbers.
  [[nodiscard]] static constexpr bool possible(std::string_view text) noexcept {
    if (text.size() < detail::number_length) return false;
    if (text.size() == detail::number_length && detail::is_plain_number(text.data())) return true;
    const detail::NumberReading read = detail::read_number(text);
    if (read.stop) return false;
    for (const char c : read.symbol)
      if (c == '\0') return false;
    return true;
  }

  /// Everything there is to say of a text as a unique number, never only yes or no.  (fr: contrôle du numéro)
  /// `check("1111323016982G1104")` is one `BAD_MONTH`, an error at offset 3. Reading stops at the 19th significant character.
  [[nodiscard]] static constexpr NumberIssues check(std::string_view text, const NumberContext& context = {}) noexcept {
    return judge(detail::read_number(text), context);
  }

  /// Reads a number, typed with or without separators, in capitals or not, full-width or not.  (fr: lecture du numéro)
  /// The fault is the first error of `check(text)`: `bad_encoding`, `bad_length`, `bad_character` or `bad_month`, with its
  /// offset in the text. Warnings are for `check`: an unknown territory is read.
  [[nodiscard]] static constexpr Result<UniqueNumber> parse(std::string_view text) noexcept {
    if (text.size() == detail::number_length && detail::is_plain_number(text.data())) return UniqueNumber(text.data());
    return parse_typed(text);
  }

  /// Issues the next number of a series.  (fr: délivrance du numéro)
  ///
  /// `deposit` is the day of receipt of the complete demand: month and year come from it, not from the day of entry.
  /// After `NumberSequence series(16981)`, `generate("111"_territory, "2018-03-15"_date, G1104, series)` is `1110318016982G1104`.
  /// Faults, which leave the series as it was: `unknown_territory`; `wrong_territory` for a département of Île-de-France from
  /// 2011-03-28; `date_out_of_range` for a deposit before 2000-11-08 or after 2098-12-31; `sequence_exhausted`.
  /// @rule number.issue   @rule number.month-of-deposit   @law CCH R441-2-3
  [[nodiscard]] static constexpr Result<UniqueNumber> generate(const Territory& territory, Date deposit,
                                                               const RegistrarCode& registrar,
                                                               NumberSequence& series) noexcept {
    if (territory.kind() == TerritoryKind::unknown) return Errc::unknown_territory;
    if (registration_territory(territory, deposit) != territory) return Errc::wrong_territory;
    if (deposit < detail::first_number_day || deposit > "2098-12-31"_date) return Errc::date_out_of_range;
    if (series.left() == 0) return Errc::sequence_exhausted;
    return UniqueNumber(territory, deposit.civil(), ++series.last_, registrar);
  }

  /// Writes the number: `format(NumberStyle::grouped) == "111 0318 016982 G1104"`.  (fr: présentation)
  [[nodiscard]] constexpr NumberText format(NumberStyle style) const noexcept {
    NumberText out;
    for (std::size_t i = 0; i < chars_.size(); ++i) {
      if (style == NumberStyle::grouped && (i == 3 || i == 7 || i == 13)) out.put(' ');
      out.put(chars_[i]);
    }
    return out;
  }

  /// The 18 characters. The view lives as long as this object.
  [[nodiscard]] constexpr std::string_view text() const noexcept { return {chars_.data(), chars_.size()}; }

  [[nodiscard]] constexpr Territory territory() const noexcept { return {chars_[0], chars_[1], chars_[2]}; }
  [[nodiscard]] constexpr TerritoryKind territory_kind() const noexcept { return territory().kind(); }
  /// Month of the first deposit, 1..12.
  [[nodiscard]] constexpr std::int32_t month() const noexcept { return detail::two_digits(&chars_[3]); }
  /// Year of the first deposit as written, 0..99.
  [[nodiscard]] constexpr std::int32_t year2() const noexcept { return detail::two_digits(&chars_[5]); }
  /// Year of the first deposit, 2000..2098; empty for 99, which may be an experiment of 1999.
  /// @rule number.century
  [[nodiscard]] constexpr std::optional<std::int32_t> year4() const noexcept { return detail::full_year(year2()); }
  /// Running number, 0..999999.
  [[nodiscard]] constexpr std::uint32_t sequence() const noexcept {
    std::uint32_t value = 0;
    for (std::size_t i = 7; i < 13; ++i) value = value * 10 + static_cast<std::uint32_t>(chars_[i] - '0');
    return value;
  }
  [[nodiscard]] constexpr RegistrarCode registrar() const noexcept { return RegistrarCode(&chars_[13]); }

  friend constexpr auto operator<=>(const UniqueNumber&, const UniqueNumber&) noexcept = default;

 private:
  constexpr explicit UniqueNumber(const char* p) noexcept {
    for (std::size_t i = 0; i < chars_.size(); ++i) chars_[i] = p[i];
  }

  constexpr UniqueNumber(const Territory& territory, CivilDay deposit, std::uint32_t sequence,
                         const RegistrarCode& registrar) noexcept {
    const auto digits = [this](std::size_t end, std::size_t count, std::uint32_t value) {
      for (; count > 0; --count, value /= 10) chars_[--end] = static_cast<char>('0' + value % 10);
    };
    for (std::size_t i = 0; i < 3; ++i) chars_[i] = territory.code()[i];
    digits(5, 2, static_cast<std::uint32_t>(deposit.month));
    digits(7, 2, static_cast<std::uint32_t>(deposit.year));
    digits(13, 6, sequence);
    for (std::size_t i = 0; i < 5; ++i) chars_[13 + i] = registrar.code()[i];
  }

  static constexpr Result<UniqueNumber> parse_typed(std::string_view text) noexcept;
  static constexpr NumberIssues judge(const detail::NumberReading& read, const NumberContext& context) noexcept;
  static constexpr void judge_date(std::int32_t month, std::int32_t year2, std::uint32_t at, const NumberContext& context,
                                   NumberIssues& issues) noexcept;
  static constexpr bool regional_number_due(const Territory& territory, std::int32_t month, std::int32_t year2,
                                            const NumberContext& context) noexcept;

  std::array<char, detail::number_length> chars_{};
};

static_assert(sizeof(UniqueNumber) == 18);

constexpr Result<UniqueNumber> UniqueNumber::parse_typed(std::string_view text) noexcept {
  const detail::NumberReading read = detail::read_number(text);
  if (!read.stop && detail::is_plain_number(read.symbol.data())) return UniqueNumber(read.symbol.data());
  const NumberIssues issues = judge(read, {});
  const NumberIssue* first = issues.begin();
  while (first->severity != IssueSeverity::error) ++first;  // a text that is no number has an error
  return {detail::structural_fault(first->code), first->at};
}

constexpr NumberIssues UniqueNumber::judge(const detail::NumberReading& read, const NumberContext& context) noexcept {
  NumberIssues issues;
  const auto add = [&](NumberIssueCode code, std::size_t place) {
    issues.add({code, severity(code, context.origin), read.at[place]});
  };
  if (read.stop) issues.add(*read.stop);
  std::array<bool, detail::number_length> clean{};
  for (std::size_t i = 0; i < read.count; ++i) {
    // Without 18 characters there are no fields: only what no field can hold is wrong.
    clean[i] = read.stop ? read.symbol[i] != '\0' : detail::fits(i, read.symbol[i]);
    if (!clean[i]) add(NumberIssueCode::bad_character, i);
  }
  if (read.stop) return issues;

  const std::int32_t month = clean[3] && clean[4] ? detail::two_digits(&read.symbol[3]) : 0;
  const std::int32_t year2 = clean[5] && clean[6] ? detail::two_digits(&read.symbol[5]) : 0;
  const bool dated = clean[5] && clean[6] && detail::is_month(month);
  if (clean[0] && clean[1] && clean[2]) {
    const Territory territory(read.symbol[0], read.symbol[1], read.symbol[2]);
    if (territory.kind() == TerritoryKind::unknown) add(NumberIssueCode::unknown_territory, 0);
    if (dated && regional_number_due(territory, month, year2, context))
      add(NumberIssueCode::idf_department_after_2011, 0);
  }
  if (clean[3] && clean[4] && !detail::is_month(month)) add(NumberIssueCode::bad_month, 3);
  if (dated) judge_date(month, year2, read.at[3], context, issues);
  return issues;
}

constexpr void UniqueNumber::judge_date(std::int32_t month, std::int32_t year2, std::uint32_t at,
                                        const NumberContext& context, NumberIssues& issues) noexcept {
  const auto add = [&](NumberIssueCode code) { issues.add({code, severity(code, context.origin), at}); };
  const std::optional<std::int32_t> year = detail::full_year(year2);
  if (year) {
    const CivilDay written{*year, month, 1};
    if (context.reference && detail::month_before(context.reference->civil(), written)) add(NumberIssueCode::future_date);
    if (detail::month_before(written, detail::first_number_day.civil())) add(NumberIssueCode::before_system);
  } else {
    add(NumberIssueCode::ambiguous_century);
  }
  if (context.initial_deposit) {
    const CivilDay deposit = context.initial_deposit->civil();
    const bool same_year = year ? deposit.year == *year : deposit.year % 100 == year2;
    if (!same_year || deposit.month != month) add(NumberIssueCode::deposit_mismatch);
  }
}

// March 2011 is silent on the day: it only counts when the deposit date of the context falls in it and gives the day.
constexpr bool UniqueNumber::regional_number_due(const Territory& territory, std::int32_t month, std::int32_t year2,
                                                 const NumberContext& context) noexcept {
  const std::optional<std::int32_t> year = detail::full_year(year2);
  if (!year || territory == ile_de_france || !in_ile_de_france(territory)) return false;
  const CivilDay start = regional_number_start.civil();
  const CivilDay written{*year, month, 1};
  if (detail::month_before(start, written)) return true;
  if (detail::month_before(written, start) || !context.initial_deposit) return false;
  const CivilDay deposit = context.initial_deposit->civil();
  return deposit.year == written.year && deposit.month == month && deposit.day >= start.day;
}

inline namespace literals {

/// `"1110318016982G1104"_number`; a text that is no unique number does not compile.
consteval UniqueNumber operator""_number(const char* text, std::size_t length) {
  const Result<UniqueNumber> read = UniqueNumber::parse({text, length});
  return read.value();
}

}  // namespace literals

namespace detail {

// Up to 31 printable ASCII characters, kept as given without the blanks around.
using OpaqueText = InlineText<31>;

constexpr Result<OpaqueText> keep_opaque(std::string_view text) noexcept {
  std::size_t first = 0;
  std::size_t end = text.size();
  while (first < end && text[first] == ' ') ++first;
  while (end > first && text[end - 1] == ' ') --end;
  if (first == end) return Errc::empty_input;
  for (std::size_t i = first; i < end; ++i)
    if (i - first == 31 || text[i] < ' ' || text[i] > '~') return {Errc::bad_identifier, offset(i)};
  return OpaqueText::of(text.substr(first, end - first));
}

}  // namespace detail

/// A month of a year, as an old number may carry it.
struct DepositMonth {
  std::int16_t year;
  std::uint8_t month;  ///< 1..12

  friend constexpr auto operator<=>(const DepositMonth&, const DepositMonth&) noexcept = default;
};

/// A number of before the present system, March 2011.  (fr: ancien numéro départemental)
/// Its widths are not known, a legal person's had a suffix: it is kept as it is and never judged by the 18-character layout.
/// A caller who knows the old layout may state the month of deposit; two old numbers are the same when their texts are.
/// @rule number.legacy   @law arrêté du 7 novembre 2000, art. 1
class LegacyNumber {
 public:
  /// Keeps 1 to 31 printable ASCII characters, blanks around dropped: `LegacyNumber::keep("0590405000123CCASLILLE")`.
  /// Faults: `empty_input`; `bad_identifier` at the first character in excess or not printable; `bad_month` and
  /// `date_out_of_range` (years 1..9999) for a month of deposit that cannot be.
  [[nodiscard]] static constexpr Result<LegacyNumber> keep(std::string_view text,
                                                           std::optional<DepositMonth> deposit = std::nullopt) noexcept {
    const Result<detail::OpaqueText> kept = detail::keep_opaque(text);
    if (!kept) return kept.error();
    if (deposit && !detail::is_month(deposit->month)) return Errc::bad_month;
    if (deposit && (deposit->year < 1 || deposit->year > 9999)) return Errc::date_out_of_range;
    return LegacyNumber(*kept, deposit);
  }

  /// The characters kept. The view lives as long as this object.
  [[nodiscard]] constexpr std::string_view text() const noexcept { return text_.view(); }
  /// Month of the first deposit, when the caller could tell it.
  [[nodiscard]] constexpr std::optional<DepositMonth> deposit() const noexcept { return deposit_; }

  friend constexpr bool operator==(const LegacyNumber& a, const LegacyNumber& b) noexcept { return a.text_ == b.text_; }
  friend constexpr auto operator<=>(const LegacyNumber& a, const LegacyNumber& b) noexcept { return a.text_ <=> b.text_; }

 private:
  constexpr LegacyNumber(detail::OpaqueText text, std::optional<DepositMonth> deposit) noexcept
      : text_(text), deposit_(deposit) {}

  detail::OpaqueText text_;
  std::optional<DepositMonth> deposit_;
};

/// The national number, in the law since 2017-05-08 and not yet in operation.  (fr: numéro unique national)
/// No published text gives its form, so nothing is read in it: neither month nor territory.
/// @rule number.national   @law CCH R441-2-3, R441-2-8 f
class NationalNumber {
 public:
  /// The form that a later text may impose, as a plain function: receives the text without the blanks around.
  using Validator = bool (*)(std::string_view);

  /// Keeps 1 to 31 printable ASCII characters that the validator, if any, accepts. Faults: `empty_input`; `bad_identifier`
  /// at the first character in excess or not printable, or at 0 when the validator refuses.
  [[nodiscard]] static constexpr Result<NationalNumber> keep(std::string_view text, Validator accepts = nullptr) {
    const Result<detail::OpaqueText> kept = detail::keep_opaque(text);
    if (!kept) return kept.error();
    if (accepts != nullptr && !accepts(kept->view())) return Errc::bad_identifier;
    return NationalNumber(*kept);
  }

  /// The characters kept. The view lives as long as this object.
  [[nodiscard]] constexpr std::string_view text() const noexcept { return text_.view(); }

  friend constexpr auto operator<=>(const NationalNumber&, const NationalNumber&) noexcept = default;

 private:
  constexpr explicit NationalNumber(detail::OpaqueText text) noexcept : text_(text) {}

  detail::OpaqueText text_;
};

}  // namespace sne

template <>
struct std::hash<sne::UniqueNumber> {
  std::size_t operator()(const sne::UniqueNumber& number) const noexcept { return std::hash<std::string_view>{}(number.text()); }
};

template <>
struct std::hash<sne::LegacyNumber> {
  std::size_t operator()(const sne::LegacyNumber& number) const noexcept { return std::hash<std::string_view>{}(number.text()); }
};

template <>
struct std::hash<sne::NationalNumber> {
  std::size_t operator()(const sne::NationalNumber& number) const noexcept { return std::hash<std::string_view>{}(number.text()); }
};
