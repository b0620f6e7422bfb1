#include "json_node.hpp"

#include <algorithm>

namespace sne::json {

namespace {

constexpr std::size_t identifier_limit = 40;
constexpr std::size_t text_limit = 500;  // bytes

}  // namespace

bool is_identifier(std::string_view text) noexcept {
  const auto allowed = [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '.' || c == '-';
  };
  return !text.empty() && text.size() <= identifier_limit && std::all_of(text.begin(), text.end(), allowed);
}

void Node::expect_keys(std::initializer_list<std::string_view> known) const {
  if (!expect(value_->is_object())) return;
  for (const auto& [key, value] : value_->items()) {
    if (std::find(known.begin(), known.end(), key) != known.end()) continue;
    complaint_->say(Errc::unknown_key, complaint_->shows(key) ? path_ + '/' + json_step(key) : path_);
  }
}

std::optional<Node> Node::member(std::string_view key, Presence presence) const {
  const auto found = value_->find(key);
  if (found != value_->end()) return inside(*found, key);
  if (presence == Presence::must) complaint_->say(Errc::missing_value, path_ + '/' + json_step(key));
  return std::nullopt;
}

std::vector<Node> Node::items(std::size_t most) const {
  std::vector<Node> made;
  if (!expect(value_->is_array())) return made;
  if (value_->size() > most) {
    complain(Errc::too_large);
    return made;
  }
  for (std::size_t i = 0; i < value_->size(); ++i) made.push_back(inside((*value_)[i], std::to_string(i)));
  return made;
}

std::vector<std::pair<std::string, Node>> Node::members(std::size_t most) const {
  std::vector<std::pair<std::string, Node>> made;
  if (!expect(value_->is_object())) return made;
  if (value_->size() > most) {
    complain(Errc::too_large);
    return made;
  }
  for (const auto& [key, value] : value_->items()) {
    if (!is_identifier(key)) complain(Errc::bad_identifier);
    made.emplace_back(key, inside(value, key));
  }
  return made;
}

std::string Node::text() const {
  const std::string& given = characters();
  if (given.empty() || given.size() > text_limit) complain(Errc::bad_length);
  return given;
}

std::string Node::identifier() const {
  const std::string& given = characters();
  if (!is_identifier(given)) complain(Errc::bad_identifier);
  return given;
}

bool Node::boolean() const { return expect(value_->is_boolean()) && value_->get<bool>(); }

std::int64_t Node::integer(std::int64_t least, std::int64_t most) const {
  if (!expect(value_->is_number_integer())) return least;
  const auto given = value_->get<std::int64_t>();
  if (given < least || given > most) complain(Errc::bad_number);
  return given;
}

Date Node::day() const {
  const Result<Date> read = Date::parse(characters());
  if (!read) complain(read.error().code, read.error().at);
  return read.value_or(Date{});
}

const std::string& Node::characters() const {
  static const std::string none;
  return expect(value_->is_string()) ? value_->get_ref<const std::string&>() : none;
}

Node Node::inside(const nlohmann::json& value, std::string_view step) const { return Node(value, path_ + '/' + json_step(step), *complaint_); }

}  // namespace sne::json
