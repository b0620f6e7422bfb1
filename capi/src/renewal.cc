#include <sne/renewal.hpp>

#include "demands.hpp"
#include "door.hpp"

/// Calendars and notices.
namespace sne::door {

sne_calendar dates_of(const RenewalCalendar& calendar) {
  sne_calendar said{};
  said.attestation_due = day_out(calendar.day_of(Deadline::attestation_due));
  said.renewal_opens = day_out(calendar.day_of(Deadline::renewal_opens));
  said.notice_latest = day_out(calendar.day_of(Deadline::notice_latest));
  said.last_valid = day_out(calendar.day_of(Deadline::last_valid));
  said.radiation_law = day_out(calendar.day_of(Deadline::radiation_law));
  said.radiation_practice = day_out(calendar.day_of(Deadline::radiation_practice));
  said.reactivation_until = day_out(calendar.day_of(Deadline::reactivation_until));
  said.kept_until = day_out(calendar.day_of(Deadline::kept_until));
  return said;
}

}  // namespace sne::door

using namespace sne::door;

extern "C" {

int32_t sne_calendar_of_base(int32_t base, const sne_law* law, sne_calendar* calendar, sne_fault* fault) {
  return guarded(fault, [&] {
    struct_out(calendar, dates_of(read(sne::RenewalCalendar::from(day_in(base, "base"), law_in(law)), "base")), "calendar");
  });
}

int32_t sne_notice_channels_on(const sne_notice_wishes* wishes, int32_t on, const sne_law* law, sne_notice_channels* channels, sne_fault* fault) {
  return guarded(fault, [&] {
    const sne_notice_wishes said = struct_in(wishes, "wishes");
    sne::Demand demand;
    demand.online_user = said.online_user != 0;
    demand.wants_post = said.wants_post != 0;
    demand.accepts_email = said.accepts_email != 0;
    demand.email_known = said.email_known != 0;
    const sne::NoticeChannels due = notice_channels(demand, day_in(on, "on"), law_in(law));
    sne_notice_channels made{};
    made.post = due.post ? 1 : 0;
    made.email = due.email ? 1 : 0;
    made.delivery_proof = due.delivery_proof ? 1 : 0;
    struct_out(channels, made, "channels");
  });
}

}  // extern "C"
