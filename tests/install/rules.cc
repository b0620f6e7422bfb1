// A consumer of the headers alone: may this demand be radiated today, and from when?

#include <sne/sne.hpp>

int main() {
  using namespace sne::literals;
  const sne::LawBook law = sne::LawBook::builtin();

  sne::Event filing{.kind = sne::EventKind::file, .effective = "2023-10-01"_date, .recorded = "2023-10-01"_date};
  filing.actor = {sne::ActorKind::lessor, sne::BodyId::of("G1104").value()};
  filing.territory = "059"_territory;
  filing.channel = sne::Channel::counter;
  filing.form = sne::Fact::yes;
  filing.authorised = sne::Fact::yes;
  filing.identity = sne::Identity::identity;
  filing.nationality = sne::Nationality::french;
  filing.duplicate = sne::Duplicate::none;
  const sne::Step filed = sne::step(sne::Demand{}, filing, law, sne::Policy::sne());
  if (!filed.decision.accepted()) return 1;

  const auto calendar = sne::RenewalCalendar::of(filed.demand, law);
  if (!calendar || calendar.value().day_of(sne::Deadline::radiation_practice) != "2024-11-01"_date) return 2;

  sne::Event radiation{.kind = sne::EventKind::radiate, .motive = sne::Motive::e};
  radiation.effective = radiation.recorded = "2024-10-02"_date;
  radiation.actor = {sne::ActorKind::manager, sne::BodyId::of("GT059").value()};
  return sne::decide(filed.demand, radiation, law, sne::Policy::sne()).accepted() ? 3 : 0;
}
