#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include <sne/codes.hpp>
#include <sne/date.hpp>
#include <sne/inline_text.hpp>
#include <sne/territory.hpp>

/// What happened to a demand, as a log tells it.  (fr: événement)
///
/// Every field is documented in `docs/events.md`, under the same name. A field left as it is means *not known*; each kind reads
/// only the fields that the contract gives it.
namespace sne {

/// Code of a body, opaque: compared for equality only.  (fr: code du service)
using BodyId = InlineText<15>;
/// RPLS identifier as received, valid or not.  (fr: identifiant RPLS)
using DwellingId = InlineText<15>;

/// Who acts: a kind and, for a body, its code.  (fr: acteur)
struct Actor {
  ActorKind kind = ActorKind::applicant;
  BodyId id{};

  friend constexpr bool operator==(const Actor&, const Actor&) = default;
};

/// Whether two actors are the same body: unknown when a code is missing on either side.
constexpr Fact same_body(const Actor& a, const Actor& b) noexcept {
  if (a.kind != b.kind) return Fact::no;
  if (a.id.empty() || b.id.empty()) return Fact::unknown;
  return a.id == b.id ? Fact::yes : Fact::no;
}

/// What an ex-partner says when filing a demand of their own.  (fr: reprise d'ancienneté après séparation)
struct SeparationClaim {
  std::optional<Date> separated{};      ///< day of the separation; no claim without it
  std::optional<Date> first_initial{};  ///< initial date of the demand that named the person
  Fact mentioned = Fact::unknown;
  Couple couple = Couple::unknown;
  Fact first_live = Fact::unknown;

  friend constexpr bool operator==(const SeparationClaim&, const SeparationClaim&) = default;
};

/// Choices of the applicant; unknown leaves them as they are.  (fr: préférences)
struct Choices {
  Fact wants_post = Fact::unknown;
  Fact accepts_email = Fact::unknown;
  Fact email_known = Fact::unknown;

  friend constexpr bool operator==(const Choices&, const Choices&) = default;
};

/// One event. A plain value: it owns nothing and holds no name, address or birth date.
struct Event {
  EventKind kind = EventKind::file;
  Motive motive = Motive::none;
  Date effective{};  ///< day of the fact in law
  Date recorded{};   ///< day of entry in the system
  Actor actor{};

  std::optional<Date> reference{};  ///< earlier day that the event points to
  std::optional<Date> delivered{};
  SeparationClaim separation{};
  std::optional<Territory> territory{};
  DwellingId rpls{};
  std::optional<std::int16_t> sources{};

  Channel channel = Channel::unknown;
  Identity identity = Identity::unknown;
  Nationality nationality = Nationality::unknown;
  Employment employment = Employment::unknown;
  Duplicate duplicate = Duplicate::unknown;
  ActBy by = ActBy::unknown;
  Origin origin = Origin::unknown;
  Changes changes = Changes::none;
  Ground ground = Ground::unknown;
  CommissionDecision decision = CommissionDecision::unknown;
  OfferResponse response = OfferResponse::unknown;
  Substitute substitute = Substitute::unknown;
  Cause cause = Cause::unknown;
  Typology typology = Typology::unknown;
  Choices choices{};

  Fact form = Fact::unknown;
  Fact legal_person = Fact::unknown;
  Fact authorised = Fact::unknown;
  Fact formal_notice = Fact::unknown;
  Fact proof = Fact::unknown;
  Fact content = Fact::unknown;
  Fact complete = Fact::unknown;
  Fact lease = Fact::unknown;
  Fact intermediary = Fact::unknown;
  Fact described = Fact::unknown;
  Fact written = Fact::unknown;
  Fact informed = Fact::unknown;
  Fact national = Fact::unknown;
  Fact received = Fact::unknown;
  Fact reason = Fact::unknown;

  friend constexpr bool operator==(const Event&, const Event&) = default;
};

/// The fields of an event, named as the columns of a log.  (fr: champs)
enum class Field : std::uint8_t {
  demand, event, motive, effective, recorded, actor, actor_id, territory, person, co_holder, number, channel, form, identity,
  nationality, legal_person, authorised, employment, duplicate, reference, formal_notice, separated, first_initial, mentioned,
  couple, first_live, delivered, proof, content, by, complete, origin, changes, wants_post, accepts_email, email_known, ground,
  decision, response, lease, intermediary, rpls, described, written, informed, national, sources, received, reason, substitute,
  cause, typology,
};

inline constexpr std::size_t field_count = 52;

template <>
struct CodeNames<Field> {
  static constexpr std::array<std::string_view, field_count> list{
      "demand",      "event",        "motive",     "effective",  "recorded",      "actor",       "actor_id",      "territory",     "person",
      "co_holder",   "number",       "channel",    "form",       "identity",      "nationality", "legal_person",  "authorised",    "employment",
      "duplicate",   "reference",    "formal_notice", "separated", "first_initial", "mentioned", "couple",        "first_live",    "delivered",
      "proof",       "content",      "by",         "complete",   "origin",        "changes",     "wants_post",    "accepts_email", "email_known",
      "ground",      "decision",     "response",   "lease",      "intermediary",  "rpls",        "described",     "written",       "informed",
      "national",    "sources",      "received",   "reason",     "substitute",    "cause",       "typology"};
};

/// A set of fields.
class FieldSet {
 public:
  constexpr void add(Field field) noexcept { bits_ |= bit(field); }
  [[nodiscard]] constexpr bool holds(Field field) const noexcept { return (bits_ & bit(field)) != 0; }
  [[nodiscard]] constexpr bool empty() const noexcept { return bits_ == 0; }
  constexpr void clear() noexcept { bits_ = 0; }
  friend constexpr bool operator==(FieldSet, FieldSet) = default;

 private:
  static constexpr std::uint64_t bit(Field field) noexcept { return std::uint64_t{1} << static_cast<std::uint64_t>(field); }

  std::uint64_t bits_ = 0;
};

/// Whether an event bears on a radiation: it keeps its place in the log of its day, and no other event passes it.
/// @rule dates.same-day-order
constexpr bool bears_on_radiation(EventKind kind) noexcept {
  return kind == EventKind::reactivate || kind == EventKind::cancel_radiation || kind == EventKind::requalify;
}

/// Rank of an event among those recorded on one day: what opens the file, the applicant's acts, the bodies' acts, the batches. An event
/// that bears on a radiation has none of its own.
/// @rule dates.same-day-order
constexpr int same_day_rank(const Event& event) noexcept {
  switch (event.kind) {
    case EventKind::file:
    case EventKind::validate: return 0;
    case EventKind::renew:
    case EventKind::answer:
    case EventKind::update:
    case EventKind::seize_prefect:
    case EventKind::offer:
    case EventKind::substitute:
    case EventKind::report_death: return 1;
    case EventKind::refuse_draft:
    case EventKind::attest:
    case EventKind::notice:
    case EventKind::inquire:
    case EventKind::warn:
    case EventKind::commission:
    case EventKind::reactivate:
    case EventKind::cancel_radiation:
    case EventKind::requalify: return 2;
    case EventKind::erase: return 3;
    case EventKind::radiate: break;
  }
  switch (event.motive) {
    case Motive::b: return 1;
    case Motive::e:
    case Motive::f: return 3;
    default: return 2;
  }
}

/// Whether `a` must be folded before `b`, which stands before it in the log of one demand.
/// @rule dates.same-day-order
constexpr bool folds_before(const Event& a, const Event& b) noexcept {
  if (a.recorded != b.recorded) return a.recorded < b.recorded;
  if (bears_on_radiation(a.kind) || bears_on_radiation(b.kind)) return false;
  return same_day_rank(a) < same_day_rank(b);
}

}  // namespace sne
