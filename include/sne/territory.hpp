#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include <sne/date.hpp>
#include <sne/law/tables.hpp>
#include <sne/result.hpp>

/// Territories of registration.  (fr: territoire d'enregistrement de la demande)
///
/// A demand is registered once in a territory: a département, or the whole region in Île-de-France. The code is the one the
/// unique number starts with: `059` for Nord, `02A` for Corse-du-Sud, `974` for La Réunion, `111` for Île-de-France.
/// @rule number.territory
namespace sne {

/// What a territory code stands for.  (fr: nature du territoire)
enum class TerritoryKind : std::uint8_t {
  unknown = 0,        ///< well formed, but outside the classes below: read, never issued
  ile_de_france = 1,  ///< `111`, the eight départements as one territory
  metropolitan = 2,   ///< `001`..`095` without `020`
  corsica = 3,        ///< `02A`, `02B`
  overseas = 4,       ///< `971`..`976`
};

constexpr std::string_view text(TerritoryKind kind) noexcept {
  switch (kind) {
    case TerritoryKind::unknown: return "unknown";
    case TerritoryKind::ile_de_france: return "ile_de_france";
    case TerritoryKind::metropolitan: return "metropolitan";
    case TerritoryKind::corsica: return "corsica";
    case TerritoryKind::overseas: return "overseas";
  }
  return "unknown";
}

namespace detail {

constexpr bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }

/// Kind of a code already known to be two digits and a digit, A or B.
constexpr TerritoryKind territory_kind(char first, char second, char third) noexcept {
  if (third == 'A' || third == 'B')
    return first == '0' && second == '2' ? TerritoryKind::corsica : TerritoryKind::unknown;
  const std::int32_t code = (first - '0') * 100 + (second - '0') * 10 + (third - '0');
  if (code == 111) return TerritoryKind::ile_de_france;
  if (code >= 1 && code <= 95 && code != 20) return TerritoryKind::metropolitan;
  if (code >= 971 && code <= 976) return TerritoryKind::overseas;
  return TerritoryKind::unknown;
}

}  // namespace detail

/// A code of registration and its kind, in four bytes.  (fr: code du territoire)
/// Ordered by code. A default territory has the code `000` and the kind `unknown`.
/// @rule number.territory
class Territory {
 public:
  constexpr Territory() noexcept = default;

  /// Reads exactly three characters of a known territory: `Territory::parse("059")`. Faults: `empty_input`, `bad_length`,
  /// `bad_character` with its offset, and `unknown_territory` for a well-formed code of no class, such as `020` or `096`.
  [[nodiscard]] static constexpr Result<Territory> parse(std::string_view code) noexcept {
    const Result<Territory> read = parse_any(code);
    if (read && read->kind() == TerritoryKind::unknown) return Errc::unknown_territory;
    return read;
  }

  /// As `parse`, but a well-formed code of no class is kept with the kind `unknown`: a number read from outside must not be
  /// lost because its territory is not in our list.
  [[nodiscard]] static constexpr Result<Territory> parse_any(std::string_view code) noexcept {
    if (code.empty()) return Errc::empty_input;
    if (code.size() != 3) return {Errc::bad_length, static_cast<std::uint32_t>(code.size() < 3 ? code.size() : 3)};
    for (std::uint32_t i = 0; i < 3; ++i) {
      const bool corsican = i == 2 && (code[i] == 'A' || code[i] == 'B');
      if (!detail::is_digit(code[i]) && !corsican) return {Errc::bad_character, i};
    }
    return Territory(code[0], code[1], code[2]);
  }

  /// Reads a département as INSEE writes it, in two characters or three overseas: `59` gives `059`, `2A` gives `02A`,
  /// `974` stays. Anything else, `111` included, is `unknown_territory`.
  [[nodiscard]] static constexpr Result<Territory> from_departement(std::string_view insee) noexcept {
    if (insee.empty()) return Errc::empty_input;
    if (insee.size() != 2 && insee.size() != 3) return Errc::bad_length;
    const std::array<char, 3> padded{'0', insee[0], insee[1]};
    const bool two = insee.size() == 2;
    const Result<Territory> read = parse(two ? std::string_view(padded.data(), 3) : insee);
    if (!read) {
      const Fault fault = read.error();
      return Fault{fault.code, two && fault.at > 0 ? fault.at - 1 : fault.at};
    }
    if (!two && read->kind() != TerritoryKind::overseas) return Errc::unknown_territory;
    return read;
  }

  /// The three characters. The view lives as long as this object.
  [[nodiscard]] constexpr std::string_view code() const noexcept { return {code_.data(), code_.size()}; }
  [[nodiscard]] constexpr TerritoryKind kind() const noexcept { return kind_; }

  friend constexpr auto operator<=>(const Territory&, const Territory&) noexcept = default;

 private:
  friend class UniqueNumber;

  // Precondition: two digits, then a digit, A or B.
  constexpr Territory(char first, char second, char third) noexcept
      : code_{first, second, third}, kind_(detail::territory_kind(first, second, third)) {}

  std::array<char, 3> code_{'0', '0', '0'};
  TerritoryKind kind_ = TerritoryKind::unknown;
};

static_assert(sizeof(Territory) == 4);

inline namespace literals {

/// `"059"_territory`; an unknown code does not compile.
consteval Territory operator""_territory(const char* code, std::size_t length) {
  const Result<Territory> read = Territory::parse({code, length});
  return read.value();
}

}  // namespace literals

/// The region as one territory.  (fr: région Île-de-France)
inline constexpr Territory ile_de_france = "111"_territory;

/// First day on which numbers of Île-de-France are regional, 2011-03-28: the day the present national system went into service.
/// The regional number is in the law since 2009 (loi 2009-323) and in the code since 2010-05-03.  (fr: numéro unique régional)
/// @rule number.territory   @law CCH L441-2-1, R441-2-3
inline constexpr Date regional_number_start =
    law::provisions[static_cast<std::size_t>(Provision::regional_number)].from;

/// Whether a territory lies in Île-de-France: `111`, or one of 75, 77, 78, 91 to 95.  (fr: département francilien)
/// `in_ile_de_france("077"_territory)` holds, `in_ile_de_france("060"_territory)` does not.
constexpr bool in_ile_de_france(const Territory& territory) noexcept {
  constexpr std::string_view departements = "075077078091092093094095";
  if (territory.kind() == TerritoryKind::ile_de_france) return true;
  for (std::size_t i = 0; i < departements.size(); i += 3)
    if (departements.substr(i, 3) == territory.code()) return true;
  return false;
}

/// The territory that registers a demand for this département on a day.  (fr: territoire d'enregistrement)
/// `075` on 2011-03-27 is `075`; on 2011-03-28 it is `111`. Any other territory is itself on every day.
/// @rule number.territory   @law CCH L441-2-1, R441-2-3
constexpr Territory registration_territory(const Territory& departement, Date day) noexcept {
  return day >= regional_number_start && in_ile_de_france(departement) ? ile_de_france : departement;
}

/// Whether two départements are one territory on a day, so that a second demand there is the same demand.
/// (fr: unicité de la demande par territoire) Paris and Seine-Saint-Denis are one from 2011-03-28; Paris and Nord never.
/// @rule number.territory   @law CCH L441-2-1, R441-2-3
constexpr bool same_territory(const Territory& a, const Territory& b, Date day) noexcept {
  return registration_territory(a, day) == registration_territory(b, day);
}

}  // namespace sne
