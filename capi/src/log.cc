#include <memory>

#include <sne/replay.hpp>

#include "door.hpp"

/// A log folded through the rules.

using namespace sne::door;

extern "C" {

int32_t sne_replay_csv(const char* csv, int64_t csv_size, const sne_law* law, const sne_policy* policy, sne_replay** replay, sne_fault* fault) {
  empty(replay);
  return guarded(fault, [&] {
    must_write(replay, "replay");
    const auto log = std::make_shared<sne::EventLog>();
    const sne::LogReading reading = read_csv_text(text_in(csv, csv_size, "csv"), *log);
    if (reading.fault) fail(*reading.fault, "csv");
    *replay = new sne_replay{sne::Replay(log, law_in(law), policy_in(policy))};
  });
}

int32_t sne_replay_describe(const sne_replay* replay, sne_replay_counts* counts, sne_fault* fault) {
  return guarded(fault, [&] {
    const sne::Replay& of = given(replay, "replay").replay;
    const auto rows = of.counts();
    const auto count = [&rows](sne::RowStatus status) { return static_cast<std::int64_t>(rows[static_cast<std::size_t>(status)]); };
    sne_replay_counts said{};
    said.rows = static_cast<std::int64_t>(of.log().rows());
    said.accepted = count(sne::RowStatus::accepted);
    said.refused = count(sne::RowStatus::refused);
    said.incomplete = count(sne::RowStatus::incomplete);
    said.faults = count(sne::RowStatus::fault);
    said.demands = static_cast<std::int64_t>(of.demands());
    struct_out(counts, said, "counts");
  });
}

int32_t sne_replay_situation(const sne_replay* replay, const char* demand, int64_t demand_size, int32_t on, int32_t known, int32_t* state,
                             int32_t* motive, sne_fault* fault) {
  return guarded(fault, [&] {
    const sne::Replay& of = given(replay, "replay").replay;
    const auto index = of.find(text_in(demand, demand_size, "demand"));
    if (!index) fail(sne::Errc::unknown_demand, "demand");
    const auto day = day_if(known, "known");
    const sne::Situation found = day ? of.situation(*index, day_in(on, "on"), *day) : of.situation(*index, day_in(on, "on"));
    given(state, "state") = number_of(found.state);
    given(motive, "motive") = number_of(found.motive);
  });
}

int32_t sne_replay_stock(const sne_replay* replay, int32_t on, sne_stock* stock, sne_fault* fault) {
  return guarded(fault, [&] {
    const sne::Replay& of = given(replay, "replay").replay;
    const sne::Date day = day_in(on, "on");
    const sne::RegisterState found = of.state(day);
    sne_stock said{};
    for (std::size_t i = 0; i < found.count.size(); ++i) said.by_state[i] = static_cast<std::int64_t>(found.count[i]);
    said.in_stock = static_cast<std::int64_t>(of.stock(day, sne::StockBy::territory, sne::Population::both).total);
    struct_out(stock, said, "stock");
  });
}

int32_t sne_replay_free(sne_replay* replay) {
  delete replay;
  return SNE_OK;
}

}  // extern "C"
