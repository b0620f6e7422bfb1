#include <text/message.hpp>

#include <algorithm>
#include <array>
#include <cassert>

#include <text/plain/messages.hpp>

// The part of ICU MessageFormat that the bundles use, for French and English: {name}, {name, number}, {name, date, long},
// {name, plural, =N{} one{} other{}} with #, and {name, select, key{} other{}}. The bundles hold no quote.

namespace sne::wording::plain {

namespace {

using Months = std::array<std::string_view, 12>;
constexpr std::array<Months, 2> months{{
    {"janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"},
    {"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"},
}};

std::string day_in_words(Date day, Language language) {
  const CivilDay parts = day.civil();
  std::string made = std::to_string(parts.day);
  if (language == Language::fr && parts.day == 1) made += "er";
  made += ' ';
  made += months[static_cast<std::size_t>(language)][static_cast<std::size_t>(parts.month - 1)];
  return made + ' ' + std::to_string(parts.year);
}

std::string number_in_words(std::int64_t number, Language language) {
  const std::string_view separator = language == Language::fr ? "\u202f" : ",";
  const std::string digits = std::to_string(number < 0 ? -number : number);
  std::string made = number < 0 ? "-" : "";
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (i > 0 && (digits.size() - i) % 3 == 0) made += separator;
    made += digits[i];
  }
  return made;
}

bool is_one(std::int64_t number, Language language) { return number == 1 || (language == Language::fr && number == 0); }

/// Reads a pattern from left to right and writes it with the arguments; `false` once an argument is not known.
class Writer {
 public:
  Writer(Language language, const Arguments& arguments) : language_(language), arguments_(arguments) {}

  bool write(std::string_view pattern, std::string_view hash) {
    while (!pattern.empty()) {
      const std::size_t special = pattern.find_first_of("{#");
      made_ += pattern.substr(0, special);
      if (special == std::string_view::npos) return true;
      if (pattern[special] == '#') {
        made_ += hash.empty() ? "#" : hash;
        pattern.remove_prefix(special + 1);
        continue;
      }
      const std::size_t end = closing(pattern, special);
      if (!write_argument(pattern.substr(special + 1, end - special - 1), hash)) return false;
      pattern.remove_prefix(end + 1);
    }
    return true;
  }
  [[nodiscard]] std::string take() { return std::move(made_); }

 private:
  /// The brace that closes the one at `open`.
  static std::size_t closing(std::string_view pattern, std::size_t open) {
    std::size_t depth = 0;
    for (std::size_t i = open; i < pattern.size(); ++i) {
      if (pattern[i] == '{') ++depth;
      if (pattern[i] == '}' && --depth == 0) return i;
    }
    assert(false);
    return pattern.size() - 1;
  }

  /// The text up to a comma, without spaces around, taken off `rest`.
  static std::string_view next_part(std::string_view& rest) {
    const std::size_t comma = std::min(rest.find(','), rest.size());
    std::string_view part = rest.substr(0, comma);
    rest.remove_prefix(std::min(comma + 1, rest.size()));
    while (part.starts_with(' ')) part.remove_prefix(1);
    return part;
  }

  /// The branch of a plural or a select that a selector chooses.
  template <class Chosen>
  static std::string_view branch(std::string_view branches, Chosen chosen) {
    std::string_view other;
    while (true) {
      const std::size_t start = branches.find_first_not_of(' ');
      if (start == std::string_view::npos) return other;
      const std::size_t open = branches.find('{', start);
      const std::size_t end = closing(branches, open);
      const std::string_view selector = branches.substr(start, open - start);
      const std::string_view text = branches.substr(open + 1, end - open - 1);
      if (chosen(selector)) return text;
      if (selector == "other") other = text;
      branches.remove_prefix(end + 1);
    }
  }

  bool write_argument(std::string_view inside, std::string_view hash) {
    const Argument* argument = arguments_.find(next_part(inside));
    if (argument == nullptr) return false;
    const std::string_view format = next_part(inside);
    if (format == "select") {
      const auto& key = std::get<std::string>(argument->value);
      return write(branch(inside, [&key](std::string_view selector) { return selector == key; }), hash);
    }
    if (format == "plural") {
      const std::int64_t number = std::get<std::int64_t>(argument->value);
      const std::string exact = '=' + std::to_string(number);
      const bool has_exact = inside.find(exact + '{') != std::string_view::npos;
      const std::string_view category = is_one(number, language_) ? "one" : "other";
      const auto chosen = [&](std::string_view selector) { return selector == (has_exact ? std::string_view(exact) : category); };
      return write(branch(inside, chosen), number_in_words(number, language_));
    }
    if (const auto* text = std::get_if<std::string>(&argument->value)) made_ += *text;
    if (const auto* number = std::get_if<std::int64_t>(&argument->value)) made_ += number_in_words(*number, language_);
    if (const auto* day = std::get_if<Date>(&argument->value)) made_ += day_in_words(*day, language_);
    return true;
  }

  Language language_;
  const Arguments& arguments_;
  std::string made_;
};

}  // namespace

std::optional<std::string> format(Language language, std::string_view table, std::string_view key, const Arguments& arguments) {
  std::string name(table);
  name += '/';
  name += key;
  const std::span<const Message> all = messages();
  const auto found = std::lower_bound(all.begin(), all.end(), name, [](const Message& one, std::string_view sought) { return one.key < sought; });
  if (found == all.end() || found->key != name) return std::nullopt;
  Writer writer(language, arguments);
  if (!writer.write(found->text[static_cast<std::size_t>(language)], {})) return std::nullopt;
  return writer.take();
}

}  // namespace sne::wording::plain
