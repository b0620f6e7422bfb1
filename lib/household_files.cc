#include <sne/household_files.hpp>

#include <algorithm>
#include <cstdio>
#include <utility>

#include <sne/interface_reader.hpp>

#include "household_draft.hpp"
#include "household_feed.hpp"

namespace sne {

namespace {

constexpr std::size_t chunk_size = 262144;
constexpr std::string_view blanks = " \t\r\n";
constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

bool is_utf16(std::string_view bytes) noexcept { return bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF"); }

std::string_view without_mark(std::string_view bytes) noexcept {
  if (bytes.starts_with(byte_order_mark)) bytes.remove_prefix(byte_order_mark.size());
  return bytes;
}

std::uint32_t place(std::size_t at) noexcept { return static_cast<std::uint32_t>(std::min<std::size_t>(at, UINT32_MAX)); }

/// Gives the texts of households to `read_question`, and what comes of them to the caller.
class Giver {
 public:
  Giver(const QuestionDefaults& defaults, OnHousehold on_household) : defaults_(defaults), on_household_(std::move(on_household)) {}

  void give(std::string_view json, std::uint64_t line) {
    HouseholdEntry entry{given_++, line, {}, QuestionFault{}, {}};
    entry.question = read_question(json, defaults_, entry.id);
    on_household_(entry);
  }
  void give(QuestionFault fault, std::uint64_t line) { on_household_(HouseholdEntry{given_++, line, {}, std::move(fault), {}}); }
  [[nodiscard]] std::uint64_t given() const noexcept { return given_; }

 private:
  QuestionDefaults defaults_;
  OnHousehold on_household_;
  std::uint64_t given_ = 0;
};

/// One question a line. A line too long is a fault of its own, and costs no more memory than the longest that is read.
class LinesFeed final : public HouseholdReader::Feed {
 public:
  LinesFeed(const QuestionDefaults& defaults, OnHousehold on_household) : giver_(defaults, std::move(on_household)) {}

  bool feed(std::string_view bytes) override {
    while (!bytes.empty() && !fault_) {
      const std::size_t newline = bytes.find('\n');
      hold(bytes.substr(0, newline));
      if (newline == std::string_view::npos) break;
      end_line();
      bytes.remove_prefix(newline + 1);
    }
    return !fault_;
  }
  void finish() override {
    if (!held_.empty() || skipping_) end_line();
    if (!fault_ && giver_.given() == 0) fault_ = QuestionFault{Errc::empty_input};
  }
  [[nodiscard]] std::optional<QuestionFault> fault() const override { return fault_; }

 private:
  void hold(std::string_view piece) {
    if (skipping_) return;
    if (held_.size() + piece.size() > question_limit + 1) {
      skipping_ = true;
      held_.clear();
    } else {
      held_.append(piece);
    }
  }
  void end_line() {
    if (line_ == 1 && is_utf16(held_)) {
      fault_ = QuestionFault{Errc::bad_encoding};
      return;
    }
    const std::string_view text = line_ == 1 ? without_mark(held_) : std::string_view(held_);
    if (skipping_) {
      giver_.give(QuestionFault{Errc::too_large}, line_);
    } else if (text.find_first_not_of(blanks) != std::string_view::npos) {
      giver_.give(text, line_);
    }
    skipping_ = false;
    held_.clear();
    ++line_;
  }

  Giver giver_;
  std::string held_{};
  bool skipping_ = false;
  std::uint64_t line_ = 1;
  std::optional<QuestionFault> fault_{};
};

/// Cuts a list of JSON into its items without reading them.
class ListCutter {
 public:
  explicit ListCutter(std::string_view text) : text_(text) { ++at_; }

  /// The next item; none at the end of the list or at a fault.
  std::optional<std::string_view> next() {
    skip_blanks();
    if (first_ && here(']')) return close();
    first_ = false;
    const std::size_t from = at_;
    if (!skip_item()) return refuse();
    std::string_view item = text_.substr(from, at_ - from);
    item = item.substr(0, item.find_last_not_of(blanks) + 1);
    if (item.empty()) return refuse();
    item_at_ = from;
    closing_ = text_[at_] == ']';
    if (!closing_) ++at_;
    return item;
  }
  [[nodiscard]] bool wants_more() const noexcept { return !closing_; }
  /// What is wrong after the last item.
  [[nodiscard]] std::optional<QuestionFault> finish() {
    if (!fault_) {
      const std::size_t after = text_.find_first_not_of(blanks, at_ + 1);
      if (after != std::string_view::npos) fault_ = QuestionFault{Errc::bad_json, std::nullopt, no_row, {}, place(after)};
    }
    return fault_;
  }
  [[nodiscard]] std::size_t item_at() const noexcept { return item_at_; }

 private:
  [[nodiscard]] bool here(char c) const noexcept { return at_ < text_.size() && text_[at_] == c; }
  void skip_blanks() noexcept { at_ = std::min(text_.find_first_not_of(blanks, at_), text_.size()); }
  std::optional<std::string_view> close() noexcept {
    closing_ = true;
    return std::nullopt;
  }
  std::optional<std::string_view> refuse() {
    fault_ = QuestionFault{Errc::bad_json, std::nullopt, no_row, {}, place(at_)};
    return close();
  }
  /// To the comma or the bracket after the item; false when the text ends before.
  bool skip_item() noexcept {
    std::size_t depth = 0;
    bool quoted = false;
    for (; at_ < text_.size(); ++at_) {
      const char c = text_[at_];
      if (quoted) {
        if (c == '\\') ++at_;
        if (c == '"') quoted = false;
      } else if (c == '"') {
        quoted = true;
      } else if (c == '[' || c == '{') {
        ++depth;
      } else if (depth > 0 && (c == ']' || c == '}')) {
        --depth;
      } else if (depth == 0 && (c == ',' || c == ']')) {
        return true;
      }
    }
    at_ = text_.size();
    return false;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t item_at_ = 0;
  bool first_ = true;
  bool closing_ = false;
  std::optional<QuestionFault> fault_{};
};

/// One question, or a list of them.
class DocumentFeed final : public HouseholdReader::Feed {
 public:
  DocumentFeed(const QuestionDefaults& defaults, OnHousehold on_household) : giver_(defaults, std::move(on_household)) {}

  bool feed(std::string_view bytes) override {
    if (held_.size() + bytes.size() > HouseholdReader::list_limit) {
      fault_ = QuestionFault{Errc::too_large};
      held_ = std::string();
    }
    if (!fault_) held_.append(bytes);
    return !fault_;
  }
  void finish() override {
    if (fault_) return;
    const std::string_view text = without_mark(held_);
    const std::size_t first = text.find_first_not_of(blanks);
    if (is_utf16(held_) || first == std::string_view::npos) {
      fault_ = QuestionFault{is_utf16(held_) ? Errc::bad_encoding : Errc::empty_input};
    } else if (text[first] == '[') {
      give_list(text.substr(first));
    } else {
      giver_.give(text, 1);
    }
  }
  [[nodiscard]] std::optional<QuestionFault> fault() const override { return fault_; }

 private:
  void give_list(std::string_view list) {
    ListCutter cutter(list);
    std::uint64_t line = 1;
    std::size_t counted = 0;
    while (cutter.wants_more()) {
      const auto item = cutter.next();
      if (!item) break;
      line += static_cast<std::uint64_t>(std::count(list.begin() + static_cast<std::ptrdiff_t>(counted), list.begin() + static_cast<std::ptrdiff_t>(cutter.item_at()), '\n'));
      counted = cutter.item_at();
      giver_.give(*item, line);
    }
    fault_ = cutter.finish();
    if (!fault_ && giver_.given() == 0) fault_ = QuestionFault{Errc::empty_input};
  }

  Giver giver_;
  std::string held_{};
  std::optional<QuestionFault> fault_{};
};

class InterfaceFeed final : public HouseholdReader::Feed {
 public:
  InterfaceFeed(const QuestionDefaults& defaults, OnHousehold on_household) : reader_(defaults, std::move(on_household)) {}

  bool feed(std::string_view bytes) override { return reader_.feed(bytes); }
  void finish() override { reader_.finish(); }
  [[nodiscard]] std::optional<QuestionFault> fault() const override { return reader_.fault(); }

 private:
  InterfaceReader reader_;
};

std::unique_ptr<HouseholdReader::Feed> make_feed(HouseholdFormat format, const QuestionDefaults& defaults, OnHousehold on_household) {
  switch (format) {
    case HouseholdFormat::json: break;
    case HouseholdFormat::json_lines: return std::make_unique<LinesFeed>(defaults, std::move(on_household));
    case HouseholdFormat::csv: return make_csv_feed(defaults, std::move(on_household));
    case HouseholdFormat::interface_xml: return std::make_unique<InterfaceFeed>(defaults, std::move(on_household));
  }
  return std::make_unique<DocumentFeed>(defaults, std::move(on_household));
}

/// Whether the first line is an object of its own, with something after it.
bool looks_like_lines(std::string_view text) noexcept {
  const std::size_t newline = text.find('\n');
  if (newline == std::string_view::npos || text.find_first_not_of(blanks, newline) == std::string_view::npos) return false;
  const std::string_view line = text.substr(0, newline);
  return std::count(line.begin(), line.end(), '{') == std::count(line.begin(), line.end(), '}');
}

}  // namespace

HouseholdFormat guess_format(std::string_view name, std::string_view first_bytes) noexcept {
  if (name.ends_with(".csv")) return HouseholdFormat::csv;
  if (name.ends_with(".xml")) return HouseholdFormat::interface_xml;
  if (name.ends_with(".jsonl") || name.ends_with(".ndjson")) return HouseholdFormat::json_lines;
  std::string_view text = without_mark(first_bytes);
  text.remove_prefix(std::min(text.find_first_not_of(blanks), text.size()));
  if (text.starts_with('<')) return HouseholdFormat::interface_xml;
  if (text.starts_with('{')) return looks_like_lines(text) ? HouseholdFormat::json_lines : HouseholdFormat::json;
  if (text.starts_with('[') || name.ends_with(".json")) return HouseholdFormat::json;
  return HouseholdFormat::csv;
}

HouseholdReader::HouseholdReader(HouseholdFormat format, const QuestionDefaults& defaults, OnHousehold on_household)
    : feed_(make_feed(format, defaults, std::move(on_household))) {}
HouseholdReader::~HouseholdReader() = default;
bool HouseholdReader::feed(std::string_view bytes) { return feed_->feed(bytes); }
void HouseholdReader::finish() { feed_->finish(); }
std::optional<QuestionFault> HouseholdReader::fault() const { return feed_->fault(); }

std::optional<QuestionFault> read_household_file(const std::string& path, std::optional<HouseholdFormat> format, const QuestionDefaults& defaults,
                                                 const OnHousehold& on_household, const std::function<void(std::uint64_t)>& on_bytes) {
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path.c_str(), "rb"), std::fclose);
  if (!file) return QuestionFault{Errc::unreadable_file};
  std::string chunk(chunk_size, '\0');
  std::optional<HouseholdReader> reader;
  std::uint64_t done = 0;
  while (true) {
    const std::size_t read = std::fread(chunk.data(), 1, chunk.size(), file.get());
    if (std::ferror(file.get()) != 0) return QuestionFault{Errc::unreadable_file};
    const std::string_view bytes = std::string_view(chunk).substr(0, read);
    if (!reader) reader.emplace(format ? *format : guess_format(path, bytes), defaults, on_household);
    if (read == 0 || !reader->feed(bytes)) break;
    done += read;
    if (on_bytes) on_bytes(done);
  }
  reader->finish();
  return reader->fault();
}

}  // namespace sne
