#include <sne/law/ceiling_years.hpp>
#include <sne/law_pack.hpp>
#include <sne/operations.hpp>

#include "door.hpp"
#include "operations/documents.hpp"

/// Law books and policies.

using namespace sne::door;

extern "C" {

int32_t sne_law_builtin(sne_law** law, sne_fault* fault) {
  empty(law);
  return guarded(fault, [&] { make(law, "law", [] { return shipped; }); });
}

int32_t sne_law_load(const char* pack, int64_t pack_size, const sne_law* onto, sne_law** law, sne_fault* fault) {
  empty(law);
  return guarded(fault, [&] {
    make(law, "law", [&] {
      const sne::LawPackReport report = sne::check_law_pack(text_in(pack, pack_size, "pack"), law_in(onto));
      if (report.law) return *report.law;
      const sne::LawPackFault& first = report.faults.front();
      throw Failure{static_cast<std::int32_t>(first.code), first.path, first.at, first.row ? static_cast<std::int64_t>(*first.row) : -1};
    });
  });
}

int32_t sne_law_with_horizon(const sne_law* from, int32_t horizon, sne_law** law, sne_fault* fault) {
  empty(law);
  return guarded(fault, [&] { make(law, "law", [&] { return law_in(from).with_horizon(day_in(horizon, "horizon")); }); });
}

int32_t sne_law_with_national_number(const sne_law* from, int32_t first_day, sne_law** law, sne_fault* fault) {
  empty(law);
  return guarded(fault, [&] { make(law, "law", [&] { return law_in(from).with_national_number_start(day_in(first_day, "first_day")); }); });
}

int32_t sne_law_with_suspension(const sne_law* from, int32_t first_day, int32_t last_day, sne_law** law, sne_fault* fault) {
  empty(law);
  return guarded(fault, [&] {
    make(law, "law", [&] {
      return read(law_in(from).with_suspension({day_in(first_day, "first_day"), day_in(last_day, "last_day")}), "first_day");
    });
  });
}

int32_t sne_law_describe(const sne_law* law, sne_law_info* info, sne_fault* fault) {
  return guarded(fault, [&] {
    const sne::LawBook& book = law_in(law);
    sne_law_info said{};
    said.first_day = book.first_day().days();
    said.horizon = book.horizon().days();
    said.national_number_start = day_out(book.national_number_start());
    said.suspensions = static_cast<std::int32_t>(book.suspensions().size());
    said.digest = book.digest();
    put(said.id, book.id().view());
    struct_out(info, said, "info");
  });
}

int32_t sne_law_citation(const sne_law* law, const char* rule, int64_t rule_size, int32_t on, sne_text** citation, sne_fault* fault) {
  empty(citation);
  return guarded(fault, [&] {
    make(citation, "citation", [&] {
      const nlohmann::json asked{{"rule", std::string(text_in(rule, rule_size, "rule"))}, {"day", std::string(iso_text(day_in(on, "on")).view())}};
      // Bytes that are no UTF-8 name no rule.
      const sne::OperationAnswer made = sne::answer("citation", asked.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace), law_in(law));
      if (made.fault) throw failure_of(*made.fault);
      return made.out;
    });
  });
}

int32_t sne_law_free(sne_law* law) {
  delete law;
  return SNE_OK;
}

int32_t sne_policy_read(const char* json, int64_t json_size, sne_policy** policy, sne_fault* fault) {
  empty(policy);
  return guarded(fault, [&] { make(policy, "policy", [&] { return sne::answering::policy_in(text_in(json, json_size, "json")); }); });
}

int32_t sne_policy_free(sne_policy* policy) {
  delete policy;
  return SNE_OK;
}

}  // extern "C"
