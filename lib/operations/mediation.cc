#include <sne/mediation.hpp>

#include <sne/information.hpp>

#include "families.hpp"
#include "writing.hpp"

/// Delays of the mediation commission and of the court; who reads a file, and when an applicant is received.
namespace sne::answering {

namespace {

constexpr std::array<std::string_view, 4> area_names{"elsewhere", "large_agglomeration", "ile_de_france", "overseas"};
constexpr std::array<std::string_view, 2> delay_names{"article", "printed_sheets"};
constexpr std::array<std::string_view, 2> shelter_names{"place", "transition_dwelling"};
constexpr std::array<std::string_view, 2> step_names{"decision", "offer"};
constexpr std::array<std::string_view, 2> reached_names{"inclusive", "strict"};
constexpr std::array<std::string_view, 2> zone_names{"elsewhere", "over_50000"};
constexpr std::int32_t most_stopped_days = 36'600;

enum class Step : std::uint8_t { decision, offer };

Json dated(const Result<DatedAnswer>& result, const LawBook& law) {
  const DatedAnswer answer = read(result, {});
  return grounded({{"day", shown(answer.day)}}, answer, answer.day, law);
}

MediationArea area_of(const In& in) { return in.option<MediationArea>("area", area_names); }

Json mediation_decision(const In& in, const LawBook& law) {
  const auto stopped = in.number_or<std::int32_t>("stopped_days", 0);
  if (stopped > most_stopped_days) refuse(Errc::bad_number, in.path("stopped_days"));
  return dated(mediation_decision_due(in.day("received"), area_of(in), law, stopped, in.option<IleDeFranceDelay>("reading", delay_names)), law);
}

Json court_action(const In& in, const LawBook& law) { return dated(court_action_from(in.day("decided"), area_of(in), law), law); }
Json without_commission(const In& in, const LawBook& law) { return dated(answer_due_without_commission(in.day("received"), law), law); }
Json judge(const In& in, const LawBook& law) { return dated(judge_decision_due(in.day("seized"), law), law); }
Json court_open(const In& in, const LawBook& law) { return {{"open", court_open_for_abnormal_delay(in.day("day"), law)}}; }

Json abnormal_delay(const In& in, const LawBook& law) {
  return dated(abnormal_delay_from(in.day("since"), in.number<std::int16_t>("months"), law, in.option<DelayReached>("reached", reached_names)), law);
}

Json shelter(const In& in, const LawBook& law) {
  if (in.option<Step>("step", step_names) == Step::decision) return dated(shelter_decision_due(in.day("from"), law), law);
  return dated(shelter_offer_due(in.day("from"), in.option<Shelter>("kind", shelter_names), law), law);
}

Json reception(const In& in, const LawBook& law) {
  return dated(reception_due(in.day("asked"), in.option<ReceptionZone>("zone", zone_names), law), law);
}

constexpr std::array list{
    Operation{{"abnormal_delay", "*since *months reached"}, abnormal_delay},
    Operation{{"mediation_decision", "*received area stopped_days reading"}, mediation_decision},
    Operation{{"court_action", "*decided area"}, court_action},
    Operation{{"without_commission", "*received"}, without_commission},
    Operation{{"judge", "*seized"}, judge},
    Operation{{"court_open", "*day"}, court_open},
    Operation{{"reception", "*asked zone"}, reception},
    Operation{{"shelter", "*step *from kind"}, shelter},
};

}  // namespace

constinit const std::span<const Operation> of_mediation = list;

}  // namespace sne::answering
