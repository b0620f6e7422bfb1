#include <sne/household_reader.hpp>
#include <sne/operations.hpp>
#include <sne/verdict_tree.hpp>

#include <nlohmann/json.hpp>

#include "door.hpp"

/// JSON in, JSON out.
namespace sne::door {

namespace {

/// The fault that a list of verdicts says, where it holds one.
std::optional<Failure> fault_in(const std::string& verdicts) {
  const auto list = nlohmann::json::parse(verdicts);
  if (list.empty() || !list.front().is_object() || !list.front().contains("fault")) return std::nullopt;
  const auto& said = list.front();
  Failure failure{SNE_INTERNAL, said.value("path", said.value("field", std::string())), said.value("at", 0U), said.value("row", std::int64_t{-1})};
  for (std::int32_t code = 1; code < SNE_INTERNAL; ++code) {
    if (text(static_cast<Errc>(code)) == said.at("fault").get_ref<const std::string&>()) failure.status = code;
  }
  return failure;
}

}  // namespace

}  // namespace sne::door

using namespace sne::door;

extern "C" {

int32_t sne_answer(const char* operation, int64_t operation_size, const char* question, int64_t question_size, const sne_law* law, sne_text** answer,
                   sne_fault* fault) {
  empty(answer);
  return guarded(fault, [&] {
    std::optional<sne::OperationFault> wrong;
    make(answer, "answer", [&] {
      sne::OperationAnswer made =
          sne::answer(text_in(operation, operation_size, "operation"), text_in(question, question_size, "question"), law_in(law));
      wrong = std::move(made.fault);
      return std::move(made.out);
    });
    if (wrong) throw failure_of(*wrong);
  });
}

int32_t sne_operations(sne_text** list, sne_fault* fault) {
  empty(list);
  return guarded(fault, [&] {
    make(list, "list", [] {
      auto made = nlohmann::json::array();
      for (const sne::OperationInfo& one : sne::operations()) made.push_back({{"name", std::string(one.name)}, {"keys", std::string(one.keys)}});
      return made.dump();
    });
  });
}

int32_t sne_evaluate(const char* question, int64_t question_size, const sne_law* law, const sne_policy* policy, sne_text** verdicts,
                     sne_fault* fault) {
  empty(verdicts);
  return guarded(fault, [&] {
    make(verdicts, "verdicts",
         [&] { return sne::evaluate_json(text_in(question, question_size, "question"), law_in(law), policy_in(policy)); });
    if (const auto wrong = fault_in((*verdicts)->bytes)) throw Failure(*wrong);
  });
}

int32_t sne_explain(const char* question, int64_t question_size, const sne_law* law, const sne_policy* policy, int32_t language, int32_t as_text,
                    sne_text** words, sne_fault* fault) {
  empty(words);
  return guarded(fault, [&] {
    make(words, "words", [&] {
      const std::string_view asked = text_in(question, question_size, "question");
      const auto spoken = code_in<sne::Language>(language, "language");
      return as_text != 0 ? sne::explain_text(asked, law_in(law), policy_in(policy), spoken)
                          : sne::explain_json(asked, law_in(law), policy_in(policy), spoken);
    });
  });
}

}  // extern "C"
