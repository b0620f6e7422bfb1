#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <optional>
#include <random>

#include "../unit/events.hpp"

namespace sne::testing {
namespace {

// Half of the events are what a competent actor would enter next, half are random; a property must hold for all, and the histories are
// counted so that none of the properties is true for want of a case.
class Chance {
 public:
  explicit Chance(std::uint32_t seed) : engine_(seed) {}

  std::int32_t below(std::int32_t limit) { return std::uniform_int_distribution<std::int32_t>(0, limit - 1)(engine_); }
  template <ClosedList Code>
  Code code() {
    return static_cast<Code>(below(static_cast<std::int32_t>(CodeNames<Code>::list.size())));
  }
  Fact likely() { return below(8) == 0 ? code<Fact>() : Fact::yes; }

  Event event(Date around) {
    constexpr std::array<std::int32_t, 12> steps{0, 1, -1, 28, 29, 30, 31, 90, 182, 335, 365, 400};
    Event made;
    made.kind = below(3) == 0 ? EventKind::radiate : code<EventKind>();
    made.motive = static_cast<Motive>(1 + below(6));
    if (made.kind == EventKind::warn || made.kind == EventKind::answer) made.motive = below(2) == 0 ? Motive::c : Motive::d;
    made.effective = around + steps[static_cast<std::size_t>(below(12))];
    made.recorded = made.effective + (below(4) == 0 ? below(90) - 1 : 0);
    made.actor = {code<ActorKind>(), BodyId::of(below(2) == 0 ? "G1104" : "G1226").value()};
    if (below(3) != 0) made.actor = below(2) == 0 ? lessor : manager;
    made.territory = Territory::parse("059").value();
    if (below(3) != 0) made.reference = made.effective - below(60);
    if (below(5) != 0) made.delivered = made.effective;
    made.channel = below(2) == 0 ? Channel::counter : code<Channel>();
    made.identity = below(6) == 0 ? code<Identity>() : Identity::stay;
    made.nationality = code<Nationality>();
    made.duplicate = below(8) == 0 ? code<Duplicate>() : Duplicate::none;
    made.by = below(6) == 0 ? code<ActBy>() : ActBy::applicant;
    made.origin = code<Origin>();
    made.changes = below(6) == 0 ? code<Changes>() : Changes::none;
    made.ground = code<Ground>();
    made.decision = code<CommissionDecision>();
    made.response = code<OfferResponse>();
    made.substitute = code<Substitute>();
    made.cause = code<Cause>();
    if (below(4) != 0) made.rpls = DwellingId::of("5900012345").value();
    for (Fact* fact : {&made.form, &made.authorised, &made.formal_notice, &made.proof, &made.content, &made.complete, &made.lease,
                       &made.intermediary, &made.written, &made.informed, &made.national, &made.received, &made.reason, &made.described}) {
      *fact = likely();
    }
    return made;
  }

  // What the state of a demand calls for, or any move.
  lifecycle::Move next_move(const Demand& demand) {
    const auto follow = [](const Procedure& procedure, Motive motive) -> lifecycle::Move {
      return {procedure.delivered ? EventKind::radiate : EventKind::warn, motive};
    };
    if (below(2) == 0) {
      if (demand.stored == Stored::radiated && demand.late_lease) return {EventKind::requalify, Motive::a};
      if (demand.stored == Stored::radiated) return below(2) == 0 ? lifecycle::Move{EventKind::reactivate, Motive::none} : lifecycle::Move{EventKind::radiate, Motive::a};
      if (demand.no_answer.stage == Procedure::Stage::running) return follow(demand.no_answer, Motive::c);
      if (demand.irrecevability.stage == Procedure::Stage::running) return follow(demand.irrecevability, Motive::d);
    }
    return lifecycle::moves[static_cast<std::size_t>(below(static_cast<std::int32_t>(lifecycle::moves.size())))];
  }

  // The event of a move as a competent actor would enter it, on the day it opens when a day settles it.
  Event plausible(const Demand& demand, Date day) {
    const lifecycle::Move move = next_move(demand);
    Event made = lifecycle::ideal_event(demand, move, day, law_book);
    if (const auto earliest = decide(demand, made, law_book, Policy::sne()).earliest()) {
      made = lifecycle::ideal_event(demand, move, *earliest, law_book);
    }
    if (made.actor.id.empty()) made.actor.id = BodyId::of("G1104").value();
    if (made.kind == EventKind::commission && below(2) == 0) {
      made.decision = below(2) == 0 ? CommissionDecision::allocation : CommissionDecision::irrecevability;
      made.ground = Ground::income;
    }
    return made;
  }

  std::vector<Event> history() {
    std::vector<Event> log;
    Demand demand;
    Date day = "2000-11-01"_date + below(9400);
    Event first = filing(day);
    if (below(6) == 0) {
      first.channel = Channel::online;
      first.actor = applicant;
    }
    for (std::int32_t left = 2 + below(14); left > 0; --left) {
      log.push_back(log.empty() ? first : below(2) == 0 ? event(day) : plausible(demand, day + below(60)));
      advance(demand, log.back(), law_book, Policy::sne());
      day = log.back().effective;
    }
    put_in_order(log);
    return log;
  }
  Policy policy() {
    return {.scope = below(2) == 0 ? PolicyScope::law : PolicyScope::sne,
            .unknown = below(2) == 0 ? UnknownFacts::ask : UnknownFacts::presume_met,
            .horizon = below(2) == 0 ? BeyondHorizon::refuse : BeyondHorizon::provisional,
            .renewal_base = below(4) == 0 ? RenewalBase::anniversary : RenewalBase::presentation};
  }

 private:
  std::mt19937 engine_;
};

constexpr std::uint32_t histories = 20000;

bool is_declared(const Decision& decision, const Event& event, ReasonCode code) {
  using enum ReasonCode;
  constexpr std::array general{before_law, beyond_horizon, recorded_before_effective, before_filing, no_such_motive, not_registered,
                               already_registered, draft, invalid, radiated, erased, not_radiated, merged, not_reactivable,
                               not_requalifiable, not_informed, not_registering_service, wrong_territory};
  if (std::find(general.begin(), general.end(), code) != general.end()) return true;
  return std::any_of(transitions.begin(), transitions.end(), [&](const Transition& row) {
    const bool same = row.event == event.kind && row.rule == decision.rule && row.in_force.holds(event.effective);
    return same && std::find(row.refusals.begin(), row.refusals.end(), code) != row.refusals.end();
  });
}

TEST(LifecycleProperty, HistoriesReachEveryMove) {
  std::array<std::uint32_t, lifecycle::moves.size()> accepted{};
  for (std::uint32_t seed = 0; seed < histories; ++seed) {
    Demand demand;
    for (const Event& event : Chance(seed).history()) {
      if (!advance(demand, event, law_book, Policy::sne()).accepted()) continue;
      for (std::size_t i = 0; i < accepted.size(); ++i) {
        const lifecycle::Move move = lifecycle::moves[i];
        if (move.event == event.kind && (move.motive == Motive::none || move.motive == event.motive)) ++accepted[i];
      }
    }
  }
  for (std::size_t i = 0; i < accepted.size(); ++i) {
    const bool merging = lifecycle::moves[i].motive == Motive::f;  // no national number in the shipped book
    EXPECT_EQ(accepted[i] > 30, !merging) << text(lifecycle::moves[i].event) << ' ' << text(lifecycle::moves[i].motive) << ' ' << accepted[i];
  }
}

TEST(LifecycleProperty, OnlyAcceptedEventsChangeADemand) {
  for (std::uint32_t seed = 0; seed < histories; ++seed) {
    Chance chance(seed);
    const Policy policy = chance.policy();
    Demand demand;
    for (const Event& event : chance.history()) {
      const Step made = step(demand, event, law_book, policy);
      if (!made.decision.accepted()) {
        ASSERT_EQ(made.demand, demand) << seed;
        ASSERT_NE(made.decision.reasons.empty(), made.decision.missing.empty()) << seed;
      } else {
        ASSERT_TRUE(made.decision.reasons.empty()) << seed;
      }
      demand = made.demand;
    }
  }
}

TEST(LifecycleProperty, RefusalsAreThoseThatTheTableDeclares) {
  for (std::uint32_t seed = 0; seed < histories; ++seed) {
    Chance chance(seed);
    const Policy policy = chance.policy();
    Demand demand;
    for (const Event& event : chance.history()) {
      const Decision decision = advance(demand, event, law_book, policy);
      for (const Reason& reason : decision.reasons.all()) {
        ASSERT_TRUE(is_declared(decision, event, reason.code))
            << seed << ' ' << text(event.kind) << ' ' << text(event.motive) << ' ' << text(reason.code);
      }
    }
  }
}

TEST(LifecycleProperty, InitialDateNeverMovesOnceRegistered) {
  for (std::uint32_t seed = 0; seed < histories; ++seed) {
    Chance chance(seed);
    Demand demand;
    for (const Event& event : chance.history()) {
      const Demand before = demand;
      advance(demand, event, law_book, Policy::sne());
      if (before.stored != Stored::registered && before.stored != Stored::radiated) continue;
      if (demand.stored == Stored::erased) continue;
      ASSERT_EQ(demand.initial, before.initial) << seed;
      ASSERT_EQ(demand.seniority, before.seniority) << seed;
      ASSERT_GE(demand.last_presented, before.last_presented) << seed;
    }
  }
}

TEST(LifecycleProperty, RadiatedDemandsComeBackOnlyByTheNamedEvents) {
  for (std::uint32_t seed = 0; seed < histories; ++seed) {
    Chance chance(seed);
    Demand demand;
    for (const Event& event : chance.history()) {
      const Stored before = demand.stored;
      const Motive motive = demand.radiation.motive;
      advance(demand, event, law_book, Policy::sne());
      if (before == Stored::erased || before == Stored::invalid) {
        ASSERT_EQ(demand.stored, before) << seed;
      }
      if (before != Stored::radiated || demand.stored != Stored::registered) continue;
      ASSERT_NE(motive, Motive::f) << seed;
      ASSERT_TRUE(event.kind == EventKind::reactivate || event.kind == EventKind::cancel_radiation || event.kind == EventKind::renew ||
                  event.kind == EventKind::answer)
          << seed;
    }
  }
}

TEST(LifecycleProperty, FoldDoesNotDependOnTheCut) {
  for (std::uint32_t seed = 0; seed < histories; ++seed) {
    Chance chance(seed);
    const Policy policy = chance.policy();
    const std::vector<Event> log = chance.history();
    const auto cut = static_cast<std::size_t>(chance.below(static_cast<std::int32_t>(log.size()) + 1));
    const auto ignore = [](std::size_t, const Decision&) {};
    const Demand whole = fold(Demand{}, log, law_book, policy, ignore).value();
    const Demand first = fold(Demand{}, std::span(log).first(cut), law_book, policy, ignore).value();
    ASSERT_EQ(fold(first, std::span(log).subspan(cut), law_book, policy, ignore).value(), whole) << seed;
  }
}

TEST(LifecycleProperty, AnUnorderedLogIsRefusedWhole) {
  const std::vector<Event> log{renewal("2024-09-01"_date), filing("2023-10-01"_date)};
  const auto folded = fold(log, law_book, Policy::sne());
  ASSERT_FALSE(folded);
  EXPECT_EQ(folded.error(), (Fault{Errc::out_of_order, 1}));
}

TEST(LifecycleProperty, TimelineAgreesWithTheFoldOnTheLastDay) {
  for (std::uint32_t seed = 0; seed < histories; ++seed) {
    Chance chance(seed);
    const std::vector<Event> log = chance.history();
    const Demand demand = fold(log, law_book, Policy::sne()).value();
    const Date late = "2026-12-31"_date + 4000;
    const Situation situation = Timeline::of(log, law_book, Policy::sne()).value().on(late, law_book);
    ASSERT_EQ(situation.state, state_on(demand, late, law_book)) << seed;
    if (situation.state == State::radiated) {
      ASSERT_EQ(situation.motive, demand.radiation.motive) << seed;
    }
  }
}

TEST(LifecycleProperty, MissingInputsSettleTheDecision) {
  // Under `presume_met` what stays missing can never be presumed; everything else is settled.
  for (std::uint32_t seed = 0; seed < histories; ++seed) {
    Chance chance(seed);
    Policy policy = Policy::sne();
    policy.unknown = UnknownFacts::presume_met;
    Demand demand;
    for (const Event& event : chance.history()) {
      const Decision decision = advance(demand, event, law_book, policy);
      if (decision.outcome != Outcome::incomplete) continue;
      constexpr std::array never{Field::reference, Field::delivered, Field::separated, Field::channel, Field::territory,
                                 Field::decision,  Field::response,  Field::cause,     Field::ground};
      ASSERT_TRUE(std::any_of(never.begin(), never.end(), [&](Field field) { return decision.missing.holds(field); })) << seed;
    }
  }
}

TEST(CalendarProperty, DeadlinesAreMonotoneInTheBaseAndInTheirOrder) {
  const LawBook law = law_book.with_horizon("2032-12-31"_date);
  RenewalCalendar before = RenewalCalendar::from("2011-01-01"_date, law).value();
  for (Date base = "2011-01-02"_date; base < "2030-01-01"_date; base = base + 1) {
    const RenewalCalendar now = RenewalCalendar::from(base, law).value();
    for (std::size_t i = 0; i < now.entries().size(); ++i) {
      if (before.entries().size() != now.entries().size()) break;
      ASSERT_LE(before.entries()[i].day, now.entries()[i].day) << base.days();
    }
    for (std::size_t i = 1; i < now.entries().size(); ++i) {
      ASSERT_LE(now.entries()[i - 1].day, now.entries()[i].day) << base.days();
    }
    before = now;
  }
}

TEST(OpenEventsProperty, AClosedEventOpensOnTheDayItNames) {
  std::uint32_t opened = 0;
  for (std::uint32_t seed = 0; seed < 4000; ++seed) {
    Chance chance(seed);
    const Demand demand = fold(chance.history(), law_book, Policy::sne()).value();
    const OpenEvents now = open_events(demand, demand.last_effective, law_book, Policy::sne());
    for (std::size_t i = 0; i < now.size(); ++i) {
      const Decision& decision = now[i].decision;
      const std::optional<Date> earliest = decision.earliest();
      const bool settled_by_days = std::all_of(decision.reasons.all().begin(), decision.reasons.all().end(),
                                               [](const Reason& reason) { return reason.earliest.has_value(); });
      if (!earliest || !settled_by_days || *earliest > law_book.horizon()) continue;
      const Decision before = open_events(demand, *earliest - 1, law_book, Policy::sne())[i].decision;
      const Decision then = open_events(demand, *earliest, law_book, Policy::sne())[i].decision;
      ASSERT_FALSE(before.accepted()) << seed << ' ' << text(now[i].event);
      if (then.accepted()) ++opened;
    }
  }
  EXPECT_GT(opened, 500U);
}

}  // namespace
}  // namespace sne::testing
