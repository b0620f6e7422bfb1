#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include <sne/law/tables.hpp>

/// How the law is applied where it leaves a choice.  (fr: politique d'application)
namespace sne {

/// What becomes of a fact that the caller does not know.
enum class UnknownFacts : std::uint8_t {
  ask,          ///< the decision is `incomplete` and names it
  presume_met,  ///< the condition is presumed met, with the warning `PRESUMED`; a date is never presumed
};

/// What becomes of an event after the horizon of the law book.
enum class BeyondHorizon : std::uint8_t { refuse, provisional };

/// From which day a renewal opens the new year. The article says the renewal; one practice speaks of an anniversary.
enum class RenewalBase : std::uint8_t { presentation, anniversary };

/// Which couples keep the seniority on separation: those the article names, or co-holders of any kind.
enum class Couples : std::uint8_t { named, all };

/// Whether a commission may examine an expired demand.
enum class ExpiredCommission : std::uint8_t { warn, refuse };

/// Months that a territory sets in place of the dated rows of the law book; empty leaves the row.
struct Tolerances {
  std::optional<std::int16_t> lapse{};           ///< motive e, from the base (`lapse_practice`)
  std::optional<std::int16_t> no_answer{};       ///< motive c, from the warning (`no_answer_practice`)
  std::optional<std::int16_t> reactivation_e{};  ///< from the base
  std::optional<std::int16_t> reactivation_c{};  ///< from the radiation

  friend constexpr bool operator==(const Tolerances&, const Tolerances&) = default;
};

/// Persons above the sixth category of a lone adult: the annex says "person", other tables "dependant".
enum class LoneParentExtra : std::uint8_t { persons, dependants };
/// What the overseas PLS raises by 30 %: the special order says LLS, one note says PLUS.
enum class OverseasPls : std::uint8_t { lls, plus };
/// Whether a child of the visiting and lodging right is a dependant as well as a person.
enum class VisitingChild : std::uint8_t { person, dependant };
/// Whether an unborn child counts in the category of the ceiling.
enum class UnbornChild : std::uint8_t { not_counted, counted };
/// The zone of Pierrefitte-sur-Seine since it joined Saint-Denis.
enum class Pierrefitte : std::uint8_t { with_saint_denis, as_before };
/// What a disability did to the category before 2019.
enum class DisabilityBefore2019 : std::uint8_t { none, dependant_only, any_card };
/// Whose resources are those of a student on the notice of the parents.
enum class AttachedStudent : std::uint8_t { own_only, parents };
/// Whether the tax allowance for work costs is taken off twelve months of pay.
enum class WorkAllowance : std::uint8_t { not_applied, applied };
/// Whether an ascendant of 65 without a card is a dependant, as the text of 1987 said.
enum class Ascendants : std::uint8_t { card_only, from_65 };
/// Whether amounts computed and never read in a printed table may decide.
enum class Amounts : std::uint8_t { all, printed_only };
/// How resources equal to the threshold are read: the law says lower, the public calculator takes equality in.
enum class QuartileComparison : std::uint8_t { strict, inclusive };
/// Which order gives the threshold of a day: the one in force, or that of the calendar year.
enum class QuartileYear : std::uint8_t { in_force, calendar_year };
/// Whether alimony paid is taken off the resources of the quartile.
enum class AlimonyPaid : std::uint8_t { not_deducted, deducted };
/// From when the three years of former child-protection youth run.
enum class ChildProtectionWindow : std::uint8_t { end_of_care, birthday_21 };

/// How eligibility and priority read what the texts leave open. Each default is argued in the page of its rule.  (fr: lectures)
struct Readings {
  LoneParentExtra lone_parent_extra = LoneParentExtra::persons;
  OverseasPls overseas_pls = OverseasPls::lls;
  VisitingChild visiting_child = VisitingChild::person;
  UnbornChild unborn_child = UnbornChild::not_counted;
  Pierrefitte pierrefitte = Pierrefitte::with_saint_denis;
  DisabilityBefore2019 disability_before_2019 = DisabilityBefore2019::none;
  AttachedStudent attached_student = AttachedStudent::own_only;
  WorkAllowance work_allowance = WorkAllowance::not_applied;
  Ascendants ascendants = Ascendants::card_only;
  Amounts amounts = Amounts::all;
  QuartileComparison quartile_comparison = QuartileComparison::strict;
  QuartileYear quartile_year = QuartileYear::in_force;
  AlimonyPaid alimony_paid = AlimonyPaid::not_deducted;
  ChildProtectionWindow child_protection_window = ChildProtectionWindow::end_of_care;

  friend constexpr bool operator==(const Readings&, const Readings&) = default;
};

/// A named value. `Policy::law()` applies the texts alone; `Policy::sne()` adds the tolerances of the national system, whose
/// dated values and sources are rows of the law book (`lapse_practice`, `no_answer_practice`, `reactivation_c`, `reactivation_e`).
struct Policy {
  PolicyScope scope = PolicyScope::sne;
  UnknownFacts unknown = UnknownFacts::ask;
  BeyondHorizon horizon = BeyondHorizon::refuse;
  RenewalBase renewal_base = RenewalBase::presentation;
  Couples couples = Couples::named;
  ExpiredCommission expired_commission = ExpiredCommission::warn;
  Tolerances tolerances{};
  Readings readings{};

  [[nodiscard]] static constexpr Policy law() noexcept { return Policy{.scope = PolicyScope::law}; }
  [[nodiscard]] static constexpr Policy sne() noexcept { return Policy{.scope = PolicyScope::sne}; }

  [[nodiscard]] constexpr std::string_view name() const noexcept { return scope == PolicyScope::law ? "law" : "sne"; }

  friend constexpr bool operator==(const Policy&, const Policy&) = default;
};

}  // namespace sne
