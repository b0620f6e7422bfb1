#pragma once

#include <optional>

#include <sne/codes.hpp>
#include <sne/law/lawbook.hpp>

/// Members of the household who own a dwelling.  (fr: propriétaire d'un logement)
namespace sne {

/// The dwelling owned, as the commission judges it: suited to the needs and capacities of the household; not suited, but able to bring
/// enough income to reach private housing; neither.  (fr: logement dont une personne du ménage est propriétaire)
enum class Owned : std::uint8_t { unknown, none, suited, yields_income, unsuited };

/// Whether ownership may ground a refusal: never an automatic one, never an irrecevability.  (fr: motif tiré de la propriété)
enum class OwnershipGround : std::uint8_t { unknown, none, possible, excluded_by_protection };

template <>
struct CodeNames<Owned> {
  static constexpr std::array<std::string_view, 5> list{"", "none", "suited", "yields_income", "unsuited"};
};
template <>
struct CodeNames<OwnershipGround> {
  static constexpr std::array<std::string_view, 4> list{"UNKNOWN", "NONE", "POSSIBLE", "EXCLUDED_BY_PROTECTION"};
};

struct OwnershipAnswer {
  OwnershipGround ground;
  Rule rule;
  Mark mark;

  friend constexpr bool operator==(const OwnershipAnswer&, const OwnershipAnswer&) = default;
};

namespace owner {

constexpr OwnershipGround without_protection(Owned owned, Date day, const LawBook& law) noexcept {
  if (!law.in_force(Provision::owner_ground, day)) return OwnershipGround::none;
  switch (owned) {
    case Owned::unknown: return OwnershipGround::unknown;
    case Owned::suited: return OwnershipGround::possible;
    case Owned::yields_income:
      return law.in_force(Provision::owner_income_ground, day) ? OwnershipGround::possible : OwnershipGround::none;
    case Owned::none:
    case Owned::unsuited: break;
  }
  return OwnershipGround::none;
}

}  // namespace owner

/// Whether what a member of the household owns may ground a refusal on a day. `protection_order` is the day of an order that this member
/// has or had; one later than `day` is not there yet. With it no refusal is possible, even when nobody knows what is owned.
///
/// Suited dwelling, order of 2018: possible on 2019-12-29, excluded on 2019-12-30. Rented studio: none on 2016-06-01, possible on 2017-01-29.
/// @rule eligibility.owner   @law CCH L441-2-2
constexpr OwnershipAnswer ownership_ground(Owned owned, std::optional<Date> protection_order, Date day, const LawBook& law) noexcept {
  const OwnershipGround ground = owner::without_protection(owned, day, law);
  const bool protection = protection_order && *protection_order <= day && law.in_force(Provision::owner_protection, day);
  const bool excluded = protection && ground != OwnershipGround::none;
  return {excluded ? OwnershipGround::excluded_by_protection : ground, Rule::eligibility_owner, law.citation(Rule::eligibility_owner, day).mark};
}

}  // namespace sne
