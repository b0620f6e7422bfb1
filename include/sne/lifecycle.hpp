#pragma once

#include <cassert>
#include <span>

#include <sne/transitions.hpp>

/// The lifecycle of a demand: one table, one pure function `decide`, and the state folded from events.  (fr: cycle de vie)
namespace sne {

namespace lifecycle {

/// Whether a row starts from the state in which the demand stands for this event.
constexpr bool starts_from(const auto& row, State state, const auto& demand, const Event& event) noexcept {
  if (!row.from.holds(state)) return false;
  if (state != State::radiated) return true;
  if (!row.radiated_for.holds(demand.radiation.motive)) return false;
  if (!row.before_radiation) return true;
  const bool in_time = event.effective <= demand.radiation.effective;
  return in_time && (event.kind != EventKind::answer || answers_something(demand, event));
}

/// The refusal of an event that no row admits from a state.
constexpr ReasonCode closed_state_code(State state, const auto& demand, EventKind event) noexcept {
  using C = ReasonCode;
  using K = EventKind;
  switch (state) {
    case State::none: return C::not_registered;
    case State::draft: return C::draft;
    case State::invalid: return C::invalid;
    case State::erased: return C::erased;
    case State::active:
    case State::expired:
      return event == K::file || event == K::validate || event == K::refuse_draft ? C::already_registered : C::not_radiated;
    case State::radiated: break;
  }
  const bool merged = demand.radiation.motive == Motive::f;
  switch (event) {
    case K::reactivate: return merged ? C::merged : C::not_reactivable;
    case K::cancel_radiation: return C::merged;
    case K::requalify: return merged ? C::merged : C::not_requalifiable;
    default: return C::radiated;
  }
}

/// Rows of one event kind and motive lie close together; the first and the one past the last.
struct RowRange {
  std::uint8_t first = 0, last = 0;
};
inline constexpr auto rows_of_act = [] {
  std::array<std::array<RowRange, CodeNames<Motive>::list.size()>, CodeNames<EventKind>::list.size()> ranges{};
  for (std::size_t i = 0; i < transitions.size(); ++i) {
    for (std::size_t motive = 0; motive < CodeNames<Motive>::list.size(); ++motive) {
      if (transitions[i].motive != Motive::none && transitions[i].motive != static_cast<Motive>(motive)) continue;
      RowRange& range = ranges[static_cast<std::size_t>(transitions[i].event)][motive];
      if (range.last == 0) range.first = static_cast<std::uint8_t>(i);
      range.last = static_cast<std::uint8_t>(i + 1);
    }
  }
  return ranges;
}();

/// The row that judges an event, and whether some row of another period would have admitted it.
template <class Judge>
struct RowFound {
  const TransitionOf<Judge>* row = nullptr;
  const TransitionOf<Judge>* admitted = nullptr;
};
template <class Judge>
constexpr RowFound<Judge> find_row(State state, const typename Judge::Demand& demand, const typename Judge::Event& event) noexcept {
  RowFound<Judge> found;
  const RowRange range = rows_of_act[static_cast<std::size_t>(event.kind)][static_cast<std::size_t>(event.motive)];
  for (std::size_t i = range.first; i < range.last; ++i) {
    const TransitionOf<Judge>& row = transitions_of<Judge>[i];
    if (row.motive != Motive::none && row.motive != event.motive) continue;
    if (!starts_from(row, state, demand, event)) continue;
    found.admitted = &row;
    if (row.in_force.holds(event.effective)) {
      found.row = &row;
      return found;
    }
  }
  return found;
}

/// Whether an event carries a motive that its kind can have.
constexpr bool has_lawful_motive(const Event& event) noexcept {
  switch (event.kind) {
    case EventKind::radiate: return event.motive != Motive::none;
    case EventKind::warn:
    case EventKind::answer: return event.motive == Motive::c || event.motive == Motive::d;
    default: return true;
  }
}

/// Stage 1: is the day covered, does the state admit the event? Returns false when the only reason is found.
template <class Judge>
constexpr bool judge_coverage(Judge& judge, const RowFound<Judge>& found, State state) noexcept {
  const Event& event = judge.event;
  if (!has_lawful_motive(event)) {
    judge.refuse(ReasonCode::no_such_motive, Rule::radiation_motives, Field::motive);
    return false;
  }
  if (event.effective < judge.law.first_day()) {
    judge.refuse(ReasonCode::before_law, Rule::law_coverage, Field::effective);
    return false;
  }
  if (event.effective > judge.law.horizon()) {
    if (judge.policy.horizon == BeyondHorizon::refuse) {
      judge.refuse(ReasonCode::beyond_horizon, Rule::law_coverage, Field::effective);
      return false;
    }
    judge.warn(ReasonCode::provisional, Rule::law_coverage, Field::effective);
  }
  if (found.admitted == nullptr) {
    judge.refuse(closed_state_code(state, judge.demand, event.kind), Rule::demand_state, Field::event);
    return false;
  }
  return true;
}

/// Stage 2: do the dates stand in order, does the motive exist on that day?
template <class Judge>
constexpr bool judge_dates(Judge& judge, const RowFound<Judge>& found) noexcept {
  const Event& event = judge.event;
  if (event.recorded < event.effective) {
    judge.refuse(ReasonCode::recorded_before_effective, Rule::dates_recorded_after_effective, Field::recorded);
  }
  if (judge.demand.stored != Stored::none && event.effective < judge.demand.initial) {
    judge.refuse(ReasonCode::before_filing, Rule::registration_receipt_date, Field::effective);
  }
  const bool wrong_target = event.kind == EventKind::requalify && event.motive != Motive::a;
  if (found.row == nullptr || wrong_target) judge.refuse(ReasonCode::no_such_motive, Rule::radiation_motives, Field::motive);
  return judge.decision.reasons.empty();
}

/// All stages, once the state and the row are found. The findings are written; the row has the effect of the event if they let it through.
template <class Judge>
constexpr void judge_event(Judge& judge, const RowFound<Judge>& found, State state) noexcept {
  if (!judge_coverage(judge, found, state) || !judge_dates(judge, found)) return;
  assert(found.row != nullptr);  // judge_dates refuses an event without a row
  const TransitionOf<Judge>& row = *found.row;
  if (!row.who.empty() && !row.who.holds(judge.event.actor.kind)) judge.refuse(row.otherwise, row.rule, Field::actor);
  row.conditions(judge);
  if (judge.presumed) judge.warn(ReasonCode::presumed, row.rule, Field::event);
}

/// Changes a demand by an accepted event.
template <class Judge>
constexpr void apply_event(const TransitionOf<Judge>& row, typename Judge::Demand& demand, const typename Judge::Event& event,
                           const typename Judge::Law& law, const Policy& policy) noexcept {
  row.effect(demand, event, law, policy);
  if (demand.last_effective < event.effective) demand.last_effective = event.effective;
}

/// The decision, and the row that it rests on.
constexpr Decision decide_by_row(const Demand& demand, const Event& event, const LawBook& law, const Policy& policy,
                                 const Transition*& row) noexcept {
  Decision decision;
  decision.judged_on = event.effective;
  decision.law = law.digest();
  Judge judge{demand, event, law, policy, decision};
  const State state = state_of(demand, event.effective, law);
  const RowFound<Judge> found = find_row<Judge>(state, demand, event);
  judge_event(judge, found, state);
  row = found.row;
  if (found.admitted != nullptr) decision.rule = found.admitted->rule;
  decision.settle();
  return decision;
}

}  // namespace lifecycle

/// May this event happen to this demand, under this law and this policy? Pure: nothing is read but the arguments.  (fr: décider)
///
/// Example: a demand filed on 2023-10-01, notified on 2024-08-28; `radiate` e by the manager on 2024-10-02 is refused with
/// `TOLERANCE_RUNNING` and the earliest day 2024-11-01 under `Policy::sne()`, and accepted under `Policy::law()`.
/// @rule radiation.motives   @rule demand.state   @rule law.coverage
constexpr Decision decide(const Demand& demand, const Event& event, const LawBook& law, const Policy& policy) noexcept {
  const Transition* row = nullptr;
  return lifecycle::decide_by_row(demand, event, law, policy, row);
}

/// A decision and the demand after it: unchanged unless the event was accepted.
struct Step {
  Decision decision;
  Demand demand;
};

/// Decides and, when accepted, changes the demand in place.
constexpr Decision advance(Demand& demand, const Event& event, const LawBook& law, const Policy& policy) noexcept {
  const Transition* row = nullptr;
  Decision decision = lifecycle::decide_by_row(demand, event, law, policy, row);
  if (decision.accepted()) {
    assert(row != nullptr);
    lifecycle::apply_event<lifecycle::Judge>(*row, demand, event, law, policy);
  }
  return decision;
}

/// As `advance`, leaving the demand given as it is.
constexpr Step step(const Demand& demand, const Event& event, const LawBook& law, const Policy& policy) noexcept {
  Step made{{}, demand};
  made.decision = advance(made.demand, event, law, policy);
  return made;
}

/// Sorts rows of the log of one demand into folding order: recorded day, rank of the day, place in the log. `event_of(row)` gives the event
/// of a row. In place, by insertion: such logs are short and nearly in order, no heap is needed, and no event passes one that bears on a
/// radiation, which a sort by keys would allow.
/// @rule dates.same-day-order
template <class Row, class EventOf>
constexpr void put_in_order(std::span<Row> rows, EventOf&& event_of) {
  for (std::size_t i = 1; i < rows.size(); ++i) {
    const Row moving = rows[i];
    std::size_t hole = i;
    for (; hole > 0 && folds_before(event_of(moving), event_of(rows[hole - 1])); --hole) rows[hole] = rows[hole - 1];
    if (hole != i) rows[hole] = moving;
  }
}

/// Sorts the log of one demand into folding order.
constexpr void put_in_order(std::span<Event> events) {
  put_in_order(events, [](const Event& event) -> const Event& { return event; });
}

/// Folds events into a demand, calling `on(index, decision)` after each. The events must be in folding order (`put_in_order`);
/// otherwise the fault `out_of_order` gives the index of the first event out of place and nothing is folded.
/// Cutting a log and folding its parts one after the other gives the same demand.
template <class OnDecision>
constexpr Result<Demand> fold(Demand demand, std::span<const Event> events, const LawBook& law, const Policy& policy, OnDecision&& on) {
  for (std::size_t i = 1; i < events.size(); ++i) {
    if (folds_before(events[i], events[i - 1])) return {Errc::out_of_order, static_cast<std::uint32_t>(i)};
  }
  for (std::size_t i = 0; i < events.size(); ++i) on(i, advance(demand, events[i], law, policy));
  return demand;
}

constexpr Result<Demand> fold(std::span<const Event> events, const LawBook& law, const Policy& policy) {
  return fold(Demand{}, events, law, policy, [](std::size_t, const Decision&) {});
}

/// The part of an ordered log that was known on a day: the events recorded on it or before.
/// @rule radiation.late-entry
constexpr std::span<const Event> known_on(std::span<const Event> ordered, Date day) noexcept {
  std::size_t count = 0;
  while (count < ordered.size() && ordered[count].recorded <= day) ++count;
  return ordered.first(count);
}

/// One kind of event, with the decision it would get on a day from a competent actor who holds every document.
struct Opening {
  EventKind event = EventKind::file;
  Motive motive = Motive::none;
  Decision decision;
};

namespace lifecycle {

struct Move {
  EventKind event;
  Motive motive;
};

inline constexpr auto moves = std::to_array<Move>({
    {EventKind::file, Motive::none},       {EventKind::validate, Motive::none},      {EventKind::refuse_draft, Motive::none},
    {EventKind::attest, Motive::none},     {EventKind::seize_prefect, Motive::none}, {EventKind::notice, Motive::none},
    {EventKind::renew, Motive::none},      {EventKind::update, Motive::none},        {EventKind::inquire, Motive::none},
    {EventKind::warn, Motive::c},          {EventKind::warn, Motive::d},             {EventKind::answer, Motive::c},
    {EventKind::answer, Motive::d},        {EventKind::commission, Motive::none},    {EventKind::offer, Motive::none},
    {EventKind::radiate, Motive::a},       {EventKind::radiate, Motive::b},          {EventKind::radiate, Motive::c},
    {EventKind::radiate, Motive::d},       {EventKind::radiate, Motive::e},          {EventKind::radiate, Motive::f},
    {EventKind::reactivate, Motive::none}, {EventKind::cancel_radiation, Motive::none}, {EventKind::requalify, Motive::a},
    {EventKind::substitute, Motive::none}, {EventKind::report_death, Motive::none},  {EventKind::erase, Motive::none},
});

/// The body that may act: the one that the procedure or the file names, else any that the row admits.
constexpr Actor competent_actor(const Demand& demand, Move move, const Transition* row, Date day, const LawBook& law) noexcept {
  const bool registering_service = law.in_force(Provision::registering_service_acts, day);
  const bool of_the_file = move.event == EventKind::radiate || move.event == EventKind::renew || move.event == EventKind::notice;
  if (registering_service && of_the_file) return demand.registrar;
  if ((move.event == EventKind::warn || move.event == EventKind::radiate) && (move.motive == Motive::c || move.motive == Motive::d)) {
    const Procedure& procedure = procedure_of(demand, move.motive);
    if (procedure.stage != Procedure::Stage::closed) return procedure.sender;
  }
  if (move.event == EventKind::radiate && move.motive == Motive::a && !demand.allocations.all().empty()) {
    return demand.allocations.all().back().lessor;
  }
  if (row != nullptr && !row->who.empty()) {
    for (std::size_t i = 0; i < CodeNames<ActorKind>::list.size(); ++i) {
      const auto kind = static_cast<ActorKind>(i);
      const bool personal = kind == ActorKind::applicant || kind == ActorKind::co_holder;
      if (row->who.holds(kind) && (!personal || move.event == EventKind::seize_prefect)) return {kind, {}};
    }
  }
  return {ActorKind::lessor, {}};
}

/// The event of a move as a competent actor with every document would enter it on a day.
constexpr Event ideal_event(const Demand& demand, Move move, Date day, const LawBook& law) noexcept {
  Event event;
  event.kind = move.event;
  event.motive = move.motive;
  event.effective = event.recorded = day;
  event.reference = event.delivered = day;
  event.territory = demand.territory ? *demand.territory : Territory::parse("059").value();
  event.rpls = DwellingId::of("0000000000").value();
  event.sources = std::int16_t{2};
  event.channel = move.event == EventKind::notice ? Channel::post_email : Channel::counter;
  event.identity = Identity::stay;
  event.nationality = Nationality::french;
  event.employment = Employment::employee;
  event.duplicate = Duplicate::none;
  event.by = ActBy::applicant;
  event.origin = Origin::applicant;
  event.ground = move.event == EventKind::seize_prefect ? Ground::attestation : Ground::identity;
  event.decision = CommissionDecision::non_allocation;
  event.response = OfferResponse::refused;
  event.substitute = Substitute::co_holder;
  event.cause = Cause::death;
  for (Fact* fact : {&event.form, &event.authorised, &event.formal_notice, &event.proof, &event.content, &event.complete, &event.lease,
                     &event.intermediary, &event.written, &event.informed, &event.national, &event.received, &event.reason}) {
    *fact = Fact::yes;
  }
  event.described = Fact::no;
  const RowFound<Judge> found = find_row<Judge>(state_on(demand, day, law), demand, event);
  event.actor = competent_actor(demand, move, found.row, day, law);
  return event;
}

}  // namespace lifecycle

/// Every kind of event, open or closed on a day, with the reasons of the closed ones and the day from which each would open.
/// (fr: événements possibles)
using OpenEvents = std::array<Opening, lifecycle::moves.size()>;

/// What may happen to this demand today, and why not the rest.
/// @rule demand.state
constexpr OpenEvents open_events(const Demand& demand, Date day, const LawBook& law, const Policy& policy) noexcept {
  OpenEvents openings{};
  Policy presuming = policy;
  presuming.unknown = UnknownFacts::presume_met;
  for (std::size_t i = 0; i < openings.size(); ++i) {
    const lifecycle::Move move = lifecycle::moves[i];
    openings[i] = {move.event, move.motive, decide(demand, lifecycle::ideal_event(demand, move, day, law), law, presuming)};
  }
  return openings;
}

}  // namespace sne
