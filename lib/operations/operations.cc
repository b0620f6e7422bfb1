#include <sne/operations.hpp>

#include <algorithm>
#include <array>
#include <vector>

#include "../json_reader.hpp"
#include "families.hpp"

namespace sne {

namespace answering {

namespace {

std::vector<Operation> gathered() {
  std::vector<Operation> all;
  for (const auto& family : {of_dates, of_demands, of_numbers, of_mediation, of_scoring, of_priority, of_commissions, of_eligibility, of_law}) {
    all.insert(all.end(), family.begin(), family.end());
  }
  return all;
}

const std::vector<Operation>& all_operations() {
  static const std::vector<Operation> all = gathered();
  return all;
}

const Operation* find(std::string_view name) {
  const std::vector<Operation>& all = all_operations();
  const auto found = std::find_if(all.begin(), all.end(), [name](const Operation& one) { return one.info.name == name; });
  return found == all.end() ? nullptr : &*found;
}

/// Calls `visit` for every word of a list separated by blanks.
template <class Visit>
void each_word(std::string_view words, Visit visit) {
  while (!words.empty()) {
    const std::size_t end = std::min(words.find(' '), words.size());
    if (end != 0) visit(words.substr(0, end));
    words.remove_prefix(std::min(end + 1, words.size()));
  }
}

OperationAnswer fault_answer(OperationFault fault) {
  Json out{{"fault", std::string(text(fault.code))}, {"path", fault.path}};
  if (fault.row) out["row"] = *fault.row;
  if (fault.row || fault.at != 0) out["at"] = fault.row.value_or(fault.at);
  return {out.dump(), std::move(fault)};
}

/// No key of an operation is about a person but the codes it knows: a key that it does not know stays unsaid.
bool no_key_shown(std::string_view /*key*/) { return false; }

void check_keys(const In& in, std::string_view keys) {
  std::string known(keys);
  std::replace(known.begin(), known.end(), '*', ' ');
  in.expect(known);
  each_word(keys, [&in](std::string_view key) {
    if (key.front() == '*' && !in.json().contains(std::string(key.substr(1)))) refuse(Errc::missing_value, in.path(key.substr(1)));
  });
}

/// The fault that an answer says of itself, where a document of its own contract carries it.
std::optional<OperationFault> fault_said(const Json& out) {
  const auto said = out.find("fault");
  if (said == out.end() || !said->is_string()) return std::nullopt;
  OperationFault fault;
  for (std::uint16_t code = 1; code < 1000; ++code) {
    if (text(static_cast<Errc>(code)) == said->get_ref<const std::string&>()) fault.code = static_cast<Errc>(code);
  }
  fault.path = out.value("path", out.value("field", std::string()));
  if (out.contains("row")) fault.row = out.at("row").get<std::uint32_t>();
  fault.at = out.value("at", 0U);
  return fault;
}

}  // namespace

void In::expect(std::string_view keys) const {
  for (const auto& [key, value] : object_->items()) {
    bool known = false;
    each_word(keys, [&known, name = std::string_view(key)](std::string_view word) { known = known || word == name; });
    if (!known) refuse(Errc::unknown_key, path_);
  }
}

}  // namespace answering

std::span<const OperationInfo> operations() noexcept {
  static const std::vector<OperationInfo> infos = [] {
    std::vector<OperationInfo> made;
    for (const answering::Operation& one : answering::all_operations()) made.push_back(one.info);
    return made;
  }();
  return infos;
}

OperationAnswer answer(std::string_view operation, std::string_view in, const LawBook& law) {
  const answering::Operation* found = answering::find(operation);
  if (found == nullptr) return answering::fault_answer({Errc::unknown_code, "operation", 0, std::nullopt});
  const JsonDocument document = read_json(in, {operation_limit, operation_depth, 100'000}, answering::no_key_shown);
  if (document.fault) return answering::fault_answer({document.fault->code, document.fault->path, document.fault->at, std::nullopt});
  try {
    const answering::In root(document.root, {});
    answering::check_keys(root, found->info.keys);
    const answering::Json out = found->run(root, law);
    return {out.dump(), answering::fault_said(out)};
  } catch (const answering::Refusal& refusal) {
    return answering::fault_answer(refusal.fault);
  }
}

}  // namespace sne
