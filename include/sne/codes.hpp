#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include <sne/result.hpp>

/// The closed lists of the event log: one enumeration and one list of texts each, in the same order.  (fr: nomenclatures)
/// The first value of most lists is *unknown*, written as an empty cell.
namespace sne {

/// A fact that may be unknown. Missing is neither yes nor no.
enum class Fact : std::uint8_t { unknown, no, yes };

/// Kinds of events in the life of a demand.  (fr: événements)
enum class EventKind : std::uint8_t {
  file,              ///< dépôt
  validate,          ///< validation d'un dépôt en ligne
  refuse_draft,      ///< invalidation d'un dépôt en ligne
  attest,            ///< envoi de l'attestation
  seize_prefect,     ///< saisine du préfet
  notice,            ///< préavis de renouvellement
  renew,             ///< renouvellement
  update,            ///< mise à jour
  inquire,           ///< courrier demandant une réponse
  warn,              ///< avertissement avant radiation
  answer,            ///< réponse du demandeur
  commission,        ///< décision de la commission d'attribution
  offer,             ///< réponse à une offre de logement
  radiate,           ///< radiation
  reactivate,        ///< réactivation
  cancel_radiation,  ///< annulation d'une radiation erronée
  requalify,         ///< requalification du motif
  substitute,        ///< substitution du cotitulaire
  report_death,      ///< décès signalé
  erase,             ///< effacement
};

/// Who acts.  (fr: acteur)
enum class ActorKind : std::uint8_t {
  applicant,          ///< demandeur
  co_holder,          ///< cotitulaire
  third_party,        ///< tiers
  lessor,             ///< bailleur, R441-2-1 a to c
  state_service,      ///< service de l'État, d
  local_authority,    ///< collectivité ou EPCI, e
  employer,           ///< employeur, pour ses salariés, f
  reservation_body,   ///< organisme à caractère désintéressé disposant de réservations, f
  action_logement,    ///< Action Logement, formerly collectors, g
  siao,               ///< service intégré d'accueil et d'orientation, h
  public_counter,     ///< guichet du portail grand public
  manager,            ///< gestionnaire territorial
  particular_system,  ///< gestionnaire d'un système particulier
  prefect,            ///< préfet
  system,             ///< traitement automatique
};

/// Radiation motive, a to f of R441-2-8.  (fr: motif de radiation)
enum class Motive : std::uint8_t { none, a, b, c, d, e, f };

/// How a demand was filed or renewed, or how a letter was sent.  (fr: canal)
enum class Channel : std::uint8_t { unknown, counter, online, ex_officio, post, registered, email, post_email, other };

/// The document received with a form.  (fr: pièce d'identité ou de séjour)
enum class Identity : std::uint8_t { unknown, none, unreadable, identity, stay };
/// `eu` covers the European Union, the EEA and Switzerland.  (fr: nationalité)
enum class Nationality : std::uint8_t { unknown, french, eu, other };
/// Tie with an employer or with a contributing firm.  (fr: lien d'emploi)
enum class Employment : std::uint8_t { unknown, employee, contributing, none };
/// Result of the search for an active demand of the same person.  (fr: recherche de doublon)
enum class Duplicate : std::uint8_t { unknown, none, same_territory, co_holder };
/// Tie of a couple before its separation.  (fr: lien du couple)
enum class Couple : std::uint8_t { unknown, married, pacs, cohabiting, co_tenant };
/// Whose act a body enters.  (fr: auteur de l'acte)
enum class ActBy : std::uint8_t { unknown, applicant, co_holder, mandated, third_party };
/// Where an update comes from.  (fr: origine de la mise à jour)
enum class Origin : std::uint8_t { unknown, applicant, documents, validated, registrar };
/// What an update may never aim at.  (fr: objet interdit d'une mise à jour)
enum class Changes : std::uint8_t { none, initial_date, number, validity };
/// Ground of a refusal, of an irrecevability or of a seizure.  (fr: fondement)
enum class Ground : std::uint8_t { unknown, identity, duplicate, income, stay, other, attestation, documents };
/// Decision of an allocation commission, R441-3.  (fr: décision de la commission)
enum class CommissionDecision : std::uint8_t { unknown, allocation, ranked, conditional, non_allocation, irrecevability };
/// Response to an offer; silence counts as a refusal of the offer.  (fr: réponse à l'offre)
enum class OfferResponse : std::uint8_t { unknown, accepted, refused, silent };
/// Quality of the person who takes the place of the applicant.  (fr: qualité du substitué)
enum class Substitute : std::uint8_t { unknown, co_holder, mentioned, other };
/// Why somebody takes the place of the applicant.  (fr: cause de la substitution)
enum class Cause : std::uint8_t { unknown, separation, death };
/// Dwelling wanted: room, one to five rooms, six or more.  (fr: typologie recherchée)
enum class Typology : std::uint8_t { unknown, C, T1, T2, T3, T4, T5, T6P };

/// State of a demand on a day; `active` and `expired` are derived from dates.  (fr: état)
enum class State : std::uint8_t { none, draft, invalid, active, expired, radiated, erased };

/// What a decision says.  (fr: issue)
enum class Outcome : std::uint8_t { accepted, refused, incomplete };

template <class Code>
struct CodeNames;

template <>
struct CodeNames<Fact> {
  static constexpr std::array<std::string_view, 3> list{"", "no", "yes"};
};
template <>
struct CodeNames<EventKind> {
  static constexpr std::array<std::string_view, 20> list{
      "file",   "validate",   "refuse_draft", "attest",  "seize_prefect", "notice",           "renew",     "update",     "inquire",      "warn",
      "answer", "commission", "offer",        "radiate", "reactivate",    "cancel_radiation", "requalify", "substitute", "report_death", "erase"};
};
template <>
struct CodeNames<ActorKind> {
  static constexpr std::array<std::string_view, 15> list{
      "applicant",        "co_holder",       "third_party", "lessor",         "state_service", "local_authority",   "employer",
      "reservation_body", "action_logement", "siao",        "public_counter", "manager",       "particular_system", "prefect",
      "system"};
};
template <>
struct CodeNames<Motive> {
  static constexpr std::array<std::string_view, 7> list{"", "a", "b", "c", "d", "e", "f"};
};
template <>
struct CodeNames<Channel> {
  static constexpr std::array<std::string_view, 9> list{"", "counter", "online", "ex_officio", "post", "registered", "email", "post_email", "other"};
};
template <>
struct CodeNames<Identity> {
  static constexpr std::array<std::string_view, 5> list{"", "none", "unreadable", "identity", "stay"};
};
template <>
struct CodeNames<Nationality> {
  static constexpr std::array<std::string_view, 4> list{"", "french", "eu", "other"};
};
template <>
struct CodeNames<Employment> {
  static constexpr std::array<std::string_view, 4> list{"", "employee", "contributing", "none"};
};
template <>
struct CodeNames<Duplicate> {
  static constexpr std::array<std::string_view, 4> list{"", "none", "same_territory", "co_holder"};
};
template <>
struct CodeNames<Couple> {
  static constexpr std::array<std::string_view, 5> list{"", "married", "pacs", "cohabiting", "co_tenant"};
};
template <>
struct CodeNames<ActBy> {
  static constexpr std::array<std::string_view, 5> list{"", "applicant", "co_holder", "mandated", "third_party"};
};
template <>
struct CodeNames<Origin> {
  static constexpr std::array<std::string_view, 5> list{"", "applicant", "documents", "validated", "registrar"};
};
template <>
struct CodeNames<Changes> {
  static constexpr std::array<std::string_view, 4> list{"", "initial_date", "number", "validity"};
};
template <>
struct CodeNames<Ground> {
  static constexpr std::array<std::string_view, 8> list{"", "identity", "duplicate", "income", "stay", "other", "attestation", "documents"};
};
template <>
struct CodeNames<CommissionDecision> {
  static constexpr std::array<std::string_view, 6> list{"", "allocation", "ranked", "conditional", "non_allocation", "irrecevability"};
};
template <>
struct CodeNames<OfferResponse> {
  static constexpr std::array<std::string_view, 4> list{"", "accepted", "refused", "silent"};
};
template <>
struct CodeNames<Substitute> {
  static constexpr std::array<std::string_view, 4> list{"", "co_holder", "mentioned", "other"};
};
template <>
struct CodeNames<Cause> {
  static constexpr std::array<std::string_view, 3> list{"", "separation", "death"};
};
template <>
struct CodeNames<Typology> {
  static constexpr std::array<std::string_view, 8> list{"", "C", "T1", "T2", "T3", "T4", "T5", "T6P"};
};
template <>
struct CodeNames<State> {
  static constexpr std::array<std::string_view, 7> list{"none", "draft", "invalid", "active", "expired", "radiated", "erased"};
};
template <>
struct CodeNames<Outcome> {
  static constexpr std::array<std::string_view, 3> list{"accepted", "refused", "incomplete"};
};

/// A closed list of the log.
template <class Code>
concept ClosedList = requires { CodeNames<Code>::list; };

/// The text of a code, as a log writes it: `text(Motive::e) == "e"`.
template <ClosedList Code>
constexpr std::string_view text(Code code) noexcept {
  return CodeNames<Code>::list[static_cast<std::size_t>(code)];
}

/// The code of a text, compared exactly, or `unknown_code`.
template <ClosedList Code>
constexpr Result<Code> parse_code(std::string_view text) noexcept {
  const auto& list = CodeNames<Code>::list;
  for (std::size_t i = 0; i < list.size(); ++i) {
    if (list[i] == text) return static_cast<Code>(i);
  }
  return Errc::unknown_code;
}

/// A set of values of one list, small enough to be copied freely.
template <ClosedList Code>
class CodeSet {
 public:
  constexpr CodeSet() noexcept = default;
  template <class... More>
  constexpr CodeSet(Code first, More... more) noexcept : bits_((bit(first) | ... | bit(more))) {}

  [[nodiscard]] constexpr bool holds(Code code) const noexcept { return (bits_ & bit(code)) != 0; }
  [[nodiscard]] constexpr bool empty() const noexcept { return bits_ == 0; }
  friend constexpr CodeSet operator|(CodeSet a, CodeSet b) noexcept {
    a.bits_ |= b.bits_;
    return a;
  }
  friend constexpr bool operator==(CodeSet, CodeSet) = default;

 private:
  static constexpr std::uint32_t bit(Code code) noexcept { return std::uint32_t{1} << static_cast<std::uint32_t>(code); }

  std::uint32_t bits_ = 0;
};

using ActorSet = CodeSet<ActorKind>;
using MotiveSet = CodeSet<Motive>;
using StateSet = CodeSet<State>;

/// The kinds of registrars, a to h of R441-2-1.  (fr: services enregistreurs)
inline constexpr ActorSet registrars{ActorKind::lessor,           ActorKind::state_service,   ActorKind::local_authority, ActorKind::employer,
                                     ActorKind::reservation_body, ActorKind::action_logement, ActorKind::siao};

}  // namespace sne
