#include <sne/household_reader.hpp>

#include <algorithm>
#include <charconv>
#include <utility>

#include "household_draft.hpp"
#include "json_reader.hpp"

namespace sne {

namespace {

using Json = nlohmann::json;

constexpr std::int64_t last_year = 9999;

// A path names keys of the contract only: the others may be about anybody.
bool is_known_key(std::string_view key) noexcept {
  constexpr std::array nested{"id",  "incomes", "year", "kind",    "cents",    "notice",  "case", "since", "couple",
                              "of",  "costs",   "from", "to",      "percent",  "euros",   "horizon", "readings"};
  return parse_code<Input>(key) || std::find(nested.begin(), nested.end(), key) != nested.end();
}

// "/persons/2/born": the field born of the row 2. Nested keys belong to the field above them.
void place_by_path(QuestionFault& fault) {
  std::string_view rest = fault.path;
  while (!rest.empty()) {
    rest.remove_prefix(1);
    const std::string_view step = rest.substr(0, rest.find('/'));
    rest.remove_prefix(step.size());
    const Result<Input> input = parse_code<Input>(step);
    if (input) fault.input = *input;
    if (step == "incomes") fault.input = Input::income;
    if (fault.input == Input::separation && step == "since") fault.input = Input::separation_since;
    if (fault.input == Input::separation && step == "couple") fault.input = Input::separation_couple;
    if (fault.input != Input::persons || fault.row != no_row) continue;
    std::uint8_t row = no_row;
    const auto [end, error] = std::from_chars(step.data(), step.data() + step.size(), row);
    if (error == std::errc() && end == step.data() + step.size()) fault.row = row;
  }
}

std::string id_of(const Json& root) {
  if (!root.is_object() || !root.contains("id") || !root["id"].is_string()) return {};
  const std::string& id = root["id"].get_ref<const std::string&>();
  return id.size() <= id_limit ? id : std::string();
}

/// Walks a document with the place it is at; the first fault ends the walk.
class Walk {
 public:
  explicit Walk(const QuestionDefaults& defaults) : defaults_(defaults) { draft_.question.policy = defaults.policy; }

  QuestionResult read(const Json& root) {
    if (!question(root)) return std::move(fault_);
    QuestionResult made = complete(std::move(draft_), defaults_);
    return made;
  }

 private:
  bool refuse(Errc code, std::uint32_t at = 0) {
    fault_.code = code;
    fault_.at = at;
    fault_.path = path_;
    return false;
  }
  bool refuse_missing(std::string_view key, Input input) {
    fault_.input = input;
    path_.append("/").append(key);
    return refuse(Errc::missing_value);
  }

  static bool is_empty(const Json& value) noexcept { return value.is_null() || (value.is_string() && value.get_ref<const std::string&>().empty()); }

  /// Calls `read(key, value)` for each member that is not empty, at its path.
  template <class Read>
  bool members(const Json& object, Read read) {
    if (!object.is_object()) return refuse(Errc::wrong_type);
    for (const auto& [key, value] : object.items()) {
      if (is_known_key(key)) {
        const std::size_t before = path_.size();
        path_.append("/").append(key);
        if (!is_empty(value) && !read(std::string_view(key), value)) return false;
        path_.resize(before);
      } else {
        return refuse(Errc::unknown_key);
      }
    }
    return true;
  }

  /// Calls `read(value)` for each item, at its path; at most `most`.
  template <class Read>
  bool items(const Json& list, std::size_t most, Errc beyond, Read read) {
    if (!list.is_array()) return refuse(Errc::wrong_type);
    if (list.size() > most) return refuse(beyond);
    for (std::size_t i = 0; i < list.size(); ++i) {
      const std::size_t before = path_.size();
      path_.append("/").append(std::to_string(i));
      if (!read(i, list[i])) return false;
      path_.resize(before);
    }
    return true;
  }

  /// A key that is known, but not here.
  bool unknown_here() {
    path_.resize(path_.rfind('/'));
    return refuse(Errc::unknown_key);
  }

  /// The text of a scalar of a shape, in `cell`.
  bool cell_of(const Json& value, CellShape shape, std::string& cell) {
    if (shape == CellShape::yes_no && value.is_boolean()) {
      cell = value.get<bool>() ? "yes" : "no";
      return true;
    }
    if (shape == CellShape::whole) {
      if (value.is_number_float()) return refuse(Errc::bad_number);
      if (!value.is_number_integer()) return refuse(Errc::wrong_type);
      cell = std::to_string(value.get<std::int64_t>());
      return true;
    }
    if (!value.is_string()) return refuse(Errc::wrong_type);
    cell = value.get_ref<const std::string&>();
    return true;
  }

  /// Reads a scalar of a shape with `set(cell)`, which returns its fault.
  template <class Set>
  bool scalar(const Json& value, CellShape shape, Set set) {
    std::string cell;
    if (!cell_of(value, shape, cell)) return false;
    const std::optional<Fault> fault = set(cell);
    return !fault || refuse(fault->code, fault->at);
  }

  template <ClosedList Code>
  bool code(const Json& value, Code& into) {
    return scalar(value, CellShape::code, [&](std::string_view cell) -> std::optional<Fault> {
      const Result<Code> read = parse_code<Code>(cell);
      if (read) into = *read;
      return read ? std::nullopt : std::optional<Fault>(read.error());
    });
  }

  bool day(const Json& value, Date& into) {
    return scalar(value, CellShape::day, [&](std::string_view cell) -> std::optional<Fault> {
      const Result<Date> read = Date::parse(cell);
      if (read) into = *read;
      return read ? std::nullopt : std::optional<Fault>(read.error());
    });
  }

  template <class Into>
  bool number(const Json& value, std::int64_t least, std::int64_t most, Into& into) {
    return scalar(value, CellShape::whole, [&](std::string_view cell) -> std::optional<Fault> {
      const Result<std::int64_t> read = whole(cell, least, most);
      if (read) into = static_cast<Into>(*read);
      return read ? std::nullopt : std::optional<Fault>(read.error());
    });
  }

  bool question(const Json& root) {
    bool has_persons = false;
    const bool read = members(root, [&](std::string_view key, const Json& value) {
      has_persons = has_persons || key == "persons";
      return question_member(key, value);
    });
    if (!read) return false;
    return has_persons || refuse_missing("persons", Input::persons);
  }

  bool question_member(std::string_view key, const Json& value) {
    EligibilityQuestion& asked = draft_.question;
    if (key == "id") return id(value);
    const Result<Input> input = parse_code<Input>(key);
    if (!input) return unknown_here();
    switch (*input) {
      case Input::persons:
        return items(value, Household::max_persons, Errc::too_many_persons, [&](std::size_t row, const Json& item) { return person(row, item); });
      case Input::local_order: return local_order(value, asked.letting.local_order.emplace());
      case Input::separation: return separation(value);
      case Input::care_home: return care_home(value, asked.facts.care_home);
      case Input::policy: return policy(value);
      case Input::separation_since:
      case Input::separation_couple: return unknown_here();
      default: break;
    }
    return scalar_member(*input, value, [&](std::string_view cell) { return set_question(*input, cell, draft_); });
  }

  template <class Set>
  bool scalar_member(Input input, const Json& value, Set set) {
    std::string cell;
    if (!cell_of(value, shape_of(input), cell)) return false;
    const std::optional<Fault> fault = set(cell);
    if (!fault) return true;
    return fault->code == Errc::unknown_key ? unknown_here() : refuse(fault->code, fault->at);
  }

  bool id(const Json& value) {
    if (!value.is_string()) return refuse(Errc::wrong_type);
    draft_.question.id = value.get<std::string>();
    return draft_.question.id.size() <= id_limit || refuse(Errc::bad_identifier, id_limit);
  }

  bool person(std::size_t row, const Json& value) {
    Person& one = draft_.question.persons.emplace_back();
    fault_.row = static_cast<std::uint8_t>(row);
    bool has_tie = false;
    bool has_born = false;
    const bool read = members(value, [&](std::string_view key, const Json& member) {
      has_tie = has_tie || key == "tie";
      has_born = has_born || key == "born";
      if (key == "incomes") {
        return items(member, one.incomes.capacity, Errc::too_large, [&](std::size_t, const Json& item) { return income(item, one); });
      }
      const Result<Input> input = parse_code<Input>(key);
      if (!input) return unknown_here();
      return scalar_member(*input, member, [&](std::string_view cell) { return set_person(*input, cell, one); });
    });
    if (!read) return false;
    if (!has_tie) return refuse_missing("tie", Input::tie);
    if (!has_born) return refuse_missing("born", Input::born);
    fault_.row = no_row;
    return true;
  }

  bool income(const Json& value, Person& one) {
    Income made;
    bool has_kind = false;
    bool has_cents = false;
    const bool read = members(value, [&](std::string_view key, const Json& member) {
      if (key == "year") return number(member, 1, last_year, made.period);
      if (key == "notice") return number(member, 1, UINT8_MAX, made.notice);
      if (key == "kind") {
        has_kind = true;
        return code(member, made.kind);
      }
      if (key != "cents") return unknown_here();
      has_cents = true;
      return number(member, -any_number, any_number, made.cents);
    });
    if (!read) return false;
    if (!has_kind) return refuse_missing("kind", Input::income);
    if (!has_cents) return refuse_missing("cents", Input::income);
    one.incomes.add(made);
    return true;
  }

  bool separation(const Json& value) {
    Separation& made = draft_.question.facts.separation;
    const bool read = members(value, [&](std::string_view key, const Json& member) {
      const Input input = key == "case" ? Input::separation : key == "since" ? Input::separation_since : Input::separation_couple;
      if (input == Input::separation_couple && key != "couple") return unknown_here();
      return scalar_member(input, member, [&](std::string_view cell) { return set_question(input, cell, draft_); });
    });
    if (!read) return false;
    return made.kind != SeparationCase::none || refuse_missing("case", Input::separation);
  }

  bool care_home(const Json& value, CareHome& made) {
    const bool read = members(value, [&](std::string_view key, const Json& member) {
      if (key == "of") return code(member, made.of);
      if (key != "costs") return unknown_here();
      return items(member, made.costs.capacity, Errc::too_large, [&](std::size_t, const Json& item) { return care_home_cost(item, made); });
    });
    if (!read) return false;
    return made.of != CareHomeOf::none || refuse_missing("of", Input::care_home);
  }

  bool care_home_cost(const Json& value, CareHome& home) {
    CareHomeCost made;
    bool has_cents = false;
    const bool read = members(value, [&](std::string_view key, const Json& member) {
      if (key == "year") return number(member, 1, last_year, made.period);
      if (key != "cents") return unknown_here();
      has_cents = true;
      return number(member, -any_number, any_number, made.cents);
    });
    if (!read) return false;
    if (!has_cents) return refuse_missing("cents", Input::care_home);
    home.costs.add(made);
    return true;
  }

  bool local_order(const Json& value, LocalOrder& made) {
    std::array<bool, 5> has{};
    const bool read = members(value, [&](std::string_view key, const Json& member) {
      if (key == "from") return (has[0] = true) && day(member, made.from);
      if (key == "to") return (has[1] = true) && day(member, made.to);
      if (key == "kind") return (has[2] = true) && code(member, made.kind);
      if (key == "percent") return (has[3] = true) && number(member, INT32_MIN, INT32_MAX, made.percent);
      if (key == "euros") return (has[4] = true) && number(member, INT32_MIN, INT32_MAX, made.euros.emplace());
      return unknown_here();
    });
    if (!read) return false;
    constexpr std::array keys{"from", "to", "kind"};
    for (std::size_t i = 0; i < keys.size(); ++i) {
      if (!has[i]) return refuse_missing(keys[i], Input::local_order);
    }
    if (has[3] && has[4]) return refuse(Errc::duplicate_key);
    return has[3] || has[4] || refuse_missing("percent", Input::local_order);
  }

  bool policy(const Json& value) {
    Policy& made = draft_.question.policy;
    return members(value, [&](std::string_view key, const Json& member) {
      if (key == "horizon") return code_of_policy(key, member, made);
      if (key != "readings") return unknown_here();
      return readings(member, made);
    });
  }

  bool readings(const Json& value, Policy& made) {
    if (!value.is_object()) return refuse(Errc::wrong_type);
    for (const auto& [name, member] : value.items()) {
      if (!is_empty(member) && !code_of_policy(name, member, made)) return false;
    }
    return true;
  }

  bool code_of_policy(std::string_view name, const Json& value, Policy& made) {
    return scalar(value, CellShape::code, [&](std::string_view cell) { return set_policy(name, cell, made); });
  }

  static constexpr std::int64_t any_number = INT64_MAX;

  const QuestionDefaults& defaults_;
  QuestionDraft draft_{};
  QuestionFault fault_{};
  std::string path_{};
};

}  // namespace

QuestionResult read_question(std::string_view json, const QuestionDefaults& defaults, std::string& id) {
  const JsonDocument document = read_json(json, {question_limit, question_depth}, is_known_key);
  if (document.fault) {
    QuestionFault fault{document.fault->code, std::nullopt, no_row, document.fault->path, document.fault->at};
    place_by_path(fault);
    return fault;
  }
  id = id_of(document.root);
  QuestionResult read = Walk(defaults).read(document.root);
  if (auto* fault = std::get_if<QuestionFault>(&read); fault != nullptr && !fault->input) place_by_path(*fault);
  return read;
}

QuestionResult read_question(std::string_view json, const QuestionDefaults& defaults) {
  std::string id;
  return read_question(json, defaults, id);
}

}  // namespace sne
