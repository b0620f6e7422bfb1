#pragma once

#include <string_view>
#include <vector>

#include <sne/merging.hpp>
#include <sne/sne.hpp>
#include <sne/timeline.hpp>

/// Events written as short as the rules that they test.
namespace sne::testing {

inline const LawBook law_book = LawBook::builtin();

inline Actor body(ActorKind kind, std::string_view id) { return {kind, BodyId::of(id).value()}; }
inline const Actor applicant{ActorKind::applicant, {}};
inline const Actor lessor = body(ActorKind::lessor, "G1104");
inline const Actor other_lessor = body(ActorKind::lessor, "G1226");
inline const Actor commune = body(ActorKind::local_authority, "59350");
inline const Actor manager = body(ActorKind::manager, "GT059");
inline const Actor batch{ActorKind::system, {}};

inline Event event(EventKind kind, Date day, const Actor& actor, Motive motive = Motive::none) {
  return {.kind = kind, .motive = motive, .effective = day, .recorded = day, .actor = actor};
}

inline Event filing(Date day, const Actor& actor = lessor) {
  Event made = event(EventKind::file, day, actor);
  made.territory = Territory::parse("059").value();
  made.channel = Channel::counter;
  made.form = Fact::yes;
  made.identity = Identity::identity;
  made.nationality = Nationality::french;
  made.authorised = Fact::yes;
  made.duplicate = Duplicate::none;
  return made;
}

inline Event renewal(Date day, const Actor& actor = lessor) {
  Event made = event(EventKind::renew, day, actor);
  made.channel = Channel::counter;
  made.by = ActBy::applicant;
  made.complete = Fact::yes;
  return made;
}

inline Event notice(Date day, Channel channel = Channel::post_email) {
  Event made = event(EventKind::notice, day, manager);
  made.channel = channel;
  made.content = Fact::yes;
  made.proof = Fact::yes;
  return made;
}

inline Event inquiry(Date day, const Actor& sender = lessor) { return event(EventKind::inquire, day, sender); }

inline Event warning(Date delivered, Motive motive, const Actor& sender = lessor) {
  Event made = event(EventKind::warn, delivered, sender, motive);
  made.delivered = delivered;
  made.proof = Fact::yes;
  return made;
}

inline Event answer(Date day, Motive motive) { return event(EventKind::answer, day, applicant, motive); }

inline Event irrecevable(Date day, Ground ground, const Actor& deciding = lessor) {
  Event made = event(EventKind::commission, day, deciding);
  made.decision = CommissionDecision::irrecevability;
  made.ground = ground;
  return made;
}

inline Event allocation(Date day, const Actor& deciding = lessor) {
  Event made = event(EventKind::commission, day, deciding);
  made.decision = CommissionDecision::allocation;
  made.rpls = DwellingId::of("5900012345").value();
  return made;
}

inline Event lease(Date day, const Actor& allocating = lessor) {
  Event made = event(EventKind::radiate, day, allocating, Motive::a);
  made.lease = Fact::yes;
  made.rpls = DwellingId::of("5900012345").value();
  return made;
}

inline Event renunciation(Date day, const Actor& receiving = lessor) {
  Event made = event(EventKind::radiate, day, receiving, Motive::b);
  made.written = Fact::yes;
  made.by = ActBy::applicant;
  return made;
}

inline Event radiation_c(Date day, const Actor& sender = lessor) { return event(EventKind::radiate, day, sender, Motive::c); }
inline Event irrecevability(Date day, const Actor& deciding = lessor) { return event(EventKind::radiate, day, deciding, Motive::d); }
inline Event non_renewal(Date day, const Actor& actor = batch) { return event(EventKind::radiate, day, actor, Motive::e); }

inline Event reactivation(Date day, const Actor& actor) {
  Event made = event(EventKind::reactivate, day, actor);
  made.received = Fact::yes;
  made.duplicate = Duplicate::none;
  return made;
}

inline Event with_reason(EventKind kind, Date day, const Actor& actor, Motive motive = Motive::none) {
  Event made = event(kind, day, actor, motive);
  made.reason = Fact::yes;
  return made;
}

inline Event entered(Event made, Date recorded) {
  made.recorded = recorded;
  return made;
}

/// A demand to which events are put in turn; the last decision is kept.
struct Life {
  Policy policy = Policy::sne();
  LawBook law = law_book;
  Demand demand{};
  Decision last{};

  Life& then(const Event& next) {
    last = advance(demand, next, law, policy);
    return *this;
  }
  [[nodiscard]] Decision judge(const Event& next) const { return decide(demand, next, law, policy); }
  [[nodiscard]] State on(Date day) const { return state_on(demand, day, law); }
  [[nodiscard]] Date valid_until() const { return last_valid(demand.base, law); }
};

/// A demand filed at a counter on a day.
inline Life filed(Date day) {
  Life life;
  life.then(filing(day));
  return life;
}

/// A demand radiated e on its thirteenth month.
inline Life lapsed(Date base, Date notified, Date radiated) {
  Life life = filed(base);
  life.then(notice(notified)).then(non_renewal(radiated));
  return life;
}

inline Timeline timeline_of(std::vector<Event> events, const Policy& policy = Policy::sne()) {
  put_in_order(events);
  return Timeline::of(events, law_book, policy).value();
}

}  // namespace sne::testing
