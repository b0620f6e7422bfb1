#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include <sne/codes.hpp>
#include <sne/date.hpp>
#include <sne/law/communes.hpp>
#include <sne/law/zones.hpp>
#include <sne/policy.hpp>
#include <sne/result.hpp>
#include <sne/territory.hpp>

/// Communes by their INSEE code, and the zone of the ceilings of resources.  (fr: code officiel géographique, zone des plafonds)
///
/// A code is text of five characters: `01004`, `2A004`, `75113`, `97411`. It is no number (the first zero and the letters of Corsica
/// are part of it) and no postal code. Names, successors, regions and intercommunal bodies: `sne/communes.hpp`.
namespace sne {

template <>
struct CodeNames<CeilingZone> {
  static constexpr std::array<std::string_view, 5> list{"", "paris_communes_limitrophes", "ile_de_france", "autres_regions", "dom"};
};

/// The INSEE code of a commune, of a part of one that keeps a code, or of a municipal arrondissement. Ordered by code.
/// A default commune is none: its code is empty.
/// @rule territory.commune
class Commune {
 public:
  constexpr Commune() noexcept = default;

  /// Reads five characters that were the code of a commune on some day since 2000-01-01, or are that of a delegated or associated
  /// commune, or of an arrondissement of Paris, Lyon or Marseille. Faults: `empty_input`; `bad_length`; `bad_character` with its
  /// offset; `postal_code` for `75001` to `75020`; `unknown_commune` for a code that no commune bears. A postal code of another city
  /// may be the code of another commune (`69001` is Affoux), and is read as such.
  [[nodiscard]] static constexpr Result<Commune> parse(std::string_view code) noexcept {
    if (code.empty()) return Errc::empty_input;
    if (code.size() != 5) return {Errc::bad_length, static_cast<std::uint32_t>(code.size() < 5 ? code.size() : 5)};
    for (std::uint32_t i = 0; i < 5; ++i) {
      const bool corsican = i == 1 && code[0] == '2' && (code[1] == 'A' || code[1] == 'B');
      if (!detail::is_digit(code[i]) && !corsican) return {Errc::bad_character, i};
    }
    if (!borne(code)) return code >= "75001" && code <= "75020" ? Errc::postal_code : Errc::unknown_commune;
    Commune read;
    for (std::size_t i = 0; i < 5; ++i) read.code_[i] = code[i];
    return read;
  }

  /// The five characters, or nothing for a default commune. The view lives as long as this object.
  [[nodiscard]] constexpr std::string_view code() const noexcept { return {code_.data(), code_[0] == '\0' ? 0U : 5U}; }

  /// The département as INSEE writes it: two characters, three overseas. `59` for Lille, `2A` for Ajaccio, `974` for Saint-Denis de
  /// La Réunion. The view lives as long as this object.
  [[nodiscard]] constexpr std::string_view departement() const noexcept {
    const bool overseas = code_[0] == '9' && (code_[1] == '7' || code_[1] == '8');
    return code().substr(0, overseas ? 3 : 2);
  }

  /// The city of a municipal arrondissement, else the commune itself: `75101`..`75120` are `75056`, `69381`..`69389` are `69123`,
  /// `13201`..`13216` are `13055`.  (fr: commune entière)
  [[nodiscard]] constexpr Commune whole_city() const noexcept {
    const std::string_view own = code();
    if (own >= "75101" && own <= "75120") return Commune("75056");
    if (own >= "69381" && own <= "69389") return Commune("69123");
    if (own >= "13201" && own <= "13216") return Commune("13055");
    return *this;
  }

  /// A number of its own below `places`, for tables by commune: `59350` has 59,350, `2A004` 100,004. Precondition: not a default commune.
  [[nodiscard]] constexpr std::uint32_t place() const noexcept { return place_of(code()); }
  static constexpr std::uint32_t places = 102'000;

  friend constexpr auto operator<=>(const Commune&, const Commune&) noexcept = default;

 private:
  constexpr explicit Commune(const char (&code)[6]) noexcept : code_{code[0], code[1], code[2], code[3], code[4]} {}

  // Precondition: five digits, or 2A or 2B and three digits.
  static constexpr std::uint32_t place_of(std::string_view code) noexcept {
    std::uint32_t place = 0;
    for (const char c : code) place = place * 10 + static_cast<std::uint32_t>(detail::is_digit(c) ? c - '0' : 0);
    return detail::is_digit(code[1]) ? place : (code[1] == 'A' ? 100'000 : 101'000) + place % 1000;
  }
  static constexpr bool borne(std::string_view code) noexcept {
    const std::uint32_t place = place_of(code);
    return (law::commune_codes[place / 64] >> place % 64 & 1) != 0;
  }

  std::array<char, 5> code_{};
};

static_assert(sizeof(Commune) == 5);

inline namespace literals {

/// `"59350"_commune`; an unknown code does not compile.
consteval Commune operator""_commune(const char* code, std::size_t length) {
  const Result<Commune> read = Commune::parse({code, length});
  return read.value();
}

}  // namespace literals

/// A zone, the rule that gives it and its mark. The article: `law.citation(rule, day)`.
struct ZoneAnswer {
  CeilingZone zone = CeilingZone::none;
  Rule rule = Rule::ceiling_zone;
  Mark mark = Mark::convention;

  friend constexpr bool operator==(const ZoneAnswer&, const ZoneAnswer&) = default;
};

/// The zone of a dwelling by its commune on a day: of the dwelling, never of the applicant's address. `none` for a commune of
/// Saint-Pierre-et-Miquelon, Saint-Barthélemy or the Pacific, of which no rule was seen, for a default commune, and before the order of
/// 1987.
///
/// `92012` and `75113` are in the first zone, `92026` is in the second, `2A004` and `59350` in the third. `93059` (Pierrefitte) is in
/// the second until 2024-12-31 and in the first from the day it joined Saint-Denis, unless it is read as before.
/// @rule ceiling.zone   @law arrêté du 29 juillet 1987, art. 1 and annex I
constexpr ZoneAnswer ceiling_zone(Commune dwelling, Date day, Pierrefitte reading = Pierrefitte::with_saint_denis) noexcept {
  const std::string_view departement = dwelling.departement();
  const auto row_of = [day](const auto& rows, std::string_view code) -> const law::ZoneRow* {
    for (const law::ZoneRow& row : rows) {
      if (row.code == code && row.from <= day && day <= row.to) return &row;
    }
    return nullptr;
  };
  const law::ZoneRow* row = row_of(law::departement_zones, departement);
  if (row == nullptr && departement.size() == 2 && day >= law::default_zone.from) row = &law::default_zone;
  if (row == nullptr) return {};
  const ZoneAnswer rest{row->zone, Rule::ceiling_zone, row->mark};
  if (rest.zone != CeilingZone::ile_de_france) return rest;
  const law::ZoneRow* named = row_of(law::commune_zones, dwelling.code());
  if (named == nullptr) return rest;
  if (dwelling.code() == "93059" && reading == Pierrefitte::as_before) return {rest.zone, rest.rule, named->mark};
  return {named->zone, Rule::ceiling_zone, named->mark};
}

}  // namespace sne
