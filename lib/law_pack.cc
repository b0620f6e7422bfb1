#include <sne/law_pack.hpp>

#include <algorithm>
#include <cstdlib>
#include <initializer_list>
#include <map>
#include <set>
#include <span>
#include <utility>

#include "json_reader.hpp"
#include "utf8.hpp"

namespace sne {

namespace {

using Json = nlohmann::json;
using Faults = std::vector<LawPackFault>;

/// Tables that a law book can take: far more citations and rules than these would be as useless.
constexpr std::size_t list_limit = LawBook::max_added_ceilings * ceiling_series_count;

constexpr std::array mark_names{Mark::text, Mark::practice, Mark::convention, Mark::unverified};

std::string hexadecimal(std::uint64_t value) {
  std::string text(16, '0');
  for (std::size_t i = 0; i < text.size(); ++i) text[i] = "0123456789abcdef"[value >> (60 - 4 * i) & 0xfU];
  return text;
}

/// A text that is not UTF-8 can only come from the caller of `write_law_pack`: its bytes are replaced, and nothing is thrown.
std::string dumped(const Json& root, int indent) { return root.dump(indent, ' ', false, Json::error_handler_t::replace); }

/// FNV-1a over the document without its digest: keys in the order of their bytes, no space, UTF-8 as it is.
std::string digest_of(Json root) {
  root.erase("digest");
  std::uint64_t digest = 14695981039346656037U;
  for (const char c : dumped(root, -1)) digest = (digest ^ static_cast<unsigned char>(c)) * 1099511628211U;
  return hexadecimal(digest);
}

std::string iso(Date day) { return std::string(iso_text(day).view()); }

template <class List>
std::string choices(const List& list) {
  std::string said;
  for (const std::string_view one : list) said.append(said.empty() ? "" : "|").append(one);
  return said;
}

// Shape: JSON into a LawPack.

/// Where one object of the document stands.
struct Place {
  const Json& object;
  std::string path;
  std::optional<std::size_t> row;
};

class Reader {
 public:
  explicit Reader(Faults& faults) : faults_(faults) {}

  /// Whether the value is an object with no other keys than these.
  bool object(const Place& place, std::initializer_list<std::string_view> keys) {
    if (!place.object.is_object()) return add(place, "", {Errc::wrong_type}, "object");
    bool whole = true;
    for (const auto& [key, value] : place.object.items()) {
      if (std::find(keys.begin(), keys.end(), key) == keys.end()) whole = add(place, key, {Errc::unknown_key}, choices(keys));
    }
    return whole;
  }

  /// The value of a key; none when it is absent, which is a fault unless `missing` is empty.
  const Json* find(const Place& place, const char* key, std::optional<Errc> missing) {
    const auto found = place.object.find(key);
    if (found != place.object.end() && !found->is_null()) return &*found;
    if (missing) add(place, key, {*missing}, "");
    return nullptr;
  }

  const Json* list(const Place& place, const char* key, Errc missing) {
    const Json* value = find(place, key, missing);
    if (value == nullptr || value->is_array()) return value;
    add(place, key, {Errc::wrong_type}, "array");
    return nullptr;
  }

  std::string text(const Place& place, const char* key, std::optional<Errc> missing) {
    const Json* value = find(place, key, missing);
    if (value == nullptr) return {};
    if (!value->is_string()) {
      add(place, key, {Errc::wrong_type}, "string");
      return {};
    }
    const auto& read = value->get_ref<const std::string&>();
    if (read.empty() && missing) add(place, key, {*missing}, "");
    const auto control = std::find_if(read.begin(), read.end(), [](char c) { return static_cast<unsigned char>(c) < ' ' || c == '\x7f'; });
    if (control == read.end()) return read;
    add(place, key, {Errc::bad_character, detail::offset(static_cast<std::size_t>(control - read.begin()))}, "");
    return {};
  }

  template <std::size_t Capacity>
  void text(const Place& place, const char* key, std::optional<Errc> missing, InlineText<Capacity>& into) {
    const Result<InlineText<Capacity>> read = InlineText<Capacity>::of(text(place, key, missing));
    if (read) {
      into = *read;
    } else {
      add(place, key, read.error(), "at most " + std::to_string(Capacity) + " bytes");
    }
  }

  std::optional<Date> day(const Place& place, const char* key, std::optional<Errc> missing) {
    const std::size_t before = faults_.size();
    const std::string read = text(place, key, missing);
    if (read.empty() || faults_.size() != before) return std::nullopt;
    const Result<Date> day = Date::parse(read);
    if (day) return *day;
    add(place, key, day.error(), "YYYY-MM-DD");
    return std::nullopt;
  }

  std::optional<std::int32_t> number(const Place& place, const char* key, std::optional<Errc> missing) {
    const Json* value = find(place, key, missing);
    if (value == nullptr) return std::nullopt;
    if (!value->is_number_integer()) {
      add(place, key, {Errc::wrong_type}, "integer");
    } else if (*value < 0 || *value > INT32_MAX) {
      add(place, key, {Errc::bad_number}, "");
    } else {
      return value->get<std::int32_t>();
    }
    return std::nullopt;
  }

  template <class Code, class List>
  void code(const Place& place, const char* key, const List& names, Code& into) {
    const std::size_t before = faults_.size();
    const std::string read = text(place, key, Errc::missing_value);
    if (faults_.size() != before) return;
    for (std::size_t i = 0; i < names.size(); ++i) {
      if (names[i] == read && !read.empty()) {
        into = static_cast<Code>(i);
        return;
      }
    }
    add(place, key, {Errc::unknown_code}, choices(names));
  }

  bool add(const Place& place, std::string_view key, Fault fault, std::string expected) {
    if (faults_.size() == law_pack_fault_limit) return false;
    std::string path = place.path;
    if (!key.empty()) path.append("/").append(json_step(key));
    faults_.push_back({fault.code, std::move(path), place.row, fault.at, std::move(expected)});
    return false;
  }

 private:
  Faults& faults_;
};

std::array<std::string_view, 4> marks() {
  std::array<std::string_view, 4> names{};
  for (std::size_t i = 0; i < names.size(); ++i) names[i] = text(mark_names[i]);
  return names;
}

AddedOrder read_citation(Reader& reader, const Place& place) {
  AddedOrder order;
  if (!reader.object(place, {"id", "article", "title", "source", "from", "to", "dated", "published", "mark"})) return order;
  reader.text(place, "id", Errc::missing_value, order.id);
  reader.text(place, "article", Errc::missing_value, order.article);
  reader.text(place, "title", Errc::missing_value, order.title);
  reader.text(place, "source", Errc::missing_value, order.source);
  order.from = reader.day(place, "from", Errc::missing_value).value_or(Date());
  order.to = reader.day(place, "to", Errc::missing_value).value_or(order.from);
  order.dated = reader.day(place, "dated", std::nullopt);
  order.published = reader.day(place, "published", std::nullopt);
  reader.code(place, "mark", marks(), order.mark);
  if (order.to < order.from) reader.add(place, "to", {Errc::impossible_date}, iso(order.from));
  return order;
}

void read_cells(Reader& reader, const Place& place, LawPackTable& table) {
  const Json* cells = reader.list(place, "euros", Errc::pack_incomplete);
  if (cells == nullptr) return;
  const std::string path = place.path + "/euros";
  if (cells->size() != ceiling_cell_count) {
    reader.add(place, "euros", {Errc::pack_incomplete, detail::offset(cells->size())}, "7");
    return;
  }
  for (std::size_t i = 0; i < ceiling_cell_count; ++i) {
    const Json& cell = (*cells)[i];
    const Place here{cell, path + "/" + std::to_string(i), place.row};
    if (cell.is_null()) {
      reader.add(here, "", {Errc::pack_incomplete}, "");
    } else if (!cell.is_number_integer()) {
      reader.add(here, "", {Errc::wrong_type}, "integer");
    } else if (cell < 1 || cell >= law_pack_amount_limit) {
      reader.add(here, "", {Errc::bad_amount}, "1.." + std::to_string(law_pack_amount_limit - 1));
    } else {
      table.euros[i] = cell.get<std::int32_t>();
    }
  }
}

LawPackTable read_table(Reader& reader, const Place& place) {
  LawPackTable table;
  if (!reader.object(place, {"product", "zone", "from", "to", "euros", "mark", "citation"})) return table;
  reader.code(place, "product", CodeNames<Product>::list, table.product);
  reader.code(place, "zone", CodeNames<CeilingZone>::list, table.zone);
  table.from = reader.day(place, "from", Errc::missing_value).value_or(Date());
  table.to = reader.day(place, "to", Errc::missing_value).value_or(table.from);
  read_cells(reader, place, table);
  reader.code(place, "mark", marks(), table.mark);
  table.citation = reader.text(place, "citation", Errc::pack_uncited);
  if (table.to < table.from) reader.add(place, "to", {Errc::impossible_date}, iso(table.from));
  return table;
}

/// The elements of a list, read one by one; `pack_full` for more than any book could take.
template <class Element, class Read>
std::vector<Element> read_list(Reader& reader, const Place& root, const char* key, Errc missing, Read read) {
  std::vector<Element> elements;
  const Json* list = reader.list(root, key, missing);
  if (list == nullptr) return elements;
  if (list->size() > list_limit) {
    reader.add(root, key, {Errc::pack_full, detail::offset(list_limit)}, "at most " + std::to_string(list_limit));
    return elements;
  }
  for (std::size_t i = 0; i < list->size(); ++i) {
    elements.push_back(read(reader, Place{(*list)[i], "/" + std::string(key) + "/" + std::to_string(i), i}));
  }
  return elements;
}

std::string read_need(Reader& reader, const Place& place) {
  if (place.object.is_string()) return place.object.get<std::string>();
  reader.add(place, "", {Errc::wrong_type}, "string");
  return {};
}

bool knows_rule(std::string_view id) {
  return std::any_of(law::rules.begin(), law::rules.end(), [id](const RuleInfo& rule) { return rule.id == id; });
}

/// Format, needs and digest: whether the rest may be believed.
void check_head(Reader& reader, const Place& root, const LawPack& pack) {
  for (std::size_t i = 0; i < pack.needs.size(); ++i) {
    if (knows_rule(pack.needs[i])) continue;
    reader.add({root.object, "/requires/" + std::to_string(i), std::nullopt}, "", {Errc::pack_unsupported}, "");
  }
  const std::string digest = digest_of(root.object);
  if (reader.text(root, "digest", Errc::missing_value) != digest) reader.add(root, "digest", {Errc::pack_digest}, digest);
}

LawPack read_pack(Reader& reader, const Place& root) {
  LawPack pack;
  const std::optional<std::int32_t> format = reader.number(root, "format", Errc::missing_value);
  if (!format) return pack;
  if (*format != law_pack_format) {
    reader.add(root, "format", {Errc::pack_unsupported}, std::to_string(law_pack_format));
    return pack;
  }
  reader.object(root, {"format", "id", "published", "requires", "horizon", "slack", "citations", "tables", "digest"});
  pack.id = reader.text(root, "id", Errc::missing_value);
  pack.published = reader.day(root, "published", Errc::missing_value).value_or(Date());
  pack.needs = read_list<std::string>(reader, root, "requires", Errc::missing_value, read_need);
  pack.horizon = reader.day(root, "horizon", Errc::missing_value).value_or(Date());
  pack.slack = reader.number(root, "slack", std::nullopt).value_or(0);
  if (pack.slack > 1) reader.add(root, "slack", {Errc::bad_number}, "0|1");
  pack.citations = read_list<AddedOrder>(reader, root, "citations", Errc::pack_uncited, read_citation);
  pack.tables = read_list<LawPackTable>(reader, root, "tables", Errc::pack_incomplete, read_table);
  check_head(reader, root, pack);
  return pack;
}

// Meaning: the tables against the book and against one another.

std::optional<CeilingSeries> series_of(Product product, CeilingZone zone) {
  if (product == Product::pls || zone == CeilingZone::none) return std::nullopt;
  const Result<detail::CeilingBasis> basis = detail::ceiling_basis(product, zone, OverseasPls::lls);
  return basis ? std::optional(basis->series) : std::nullopt;
}

std::string table_path(std::size_t row) { return "/tables/" + std::to_string(row); }
std::string cell_path(std::size_t row, std::size_t cell) { return table_path(row) + "/euros/" + std::to_string(cell); }

constexpr std::size_t series_index(CeilingSeries series) noexcept { return static_cast<std::size_t>(series); }

/// A vintage of the pack, with the row that each of its tables comes from.
struct Draft {
  CeilingVintage vintage{};
  std::array<std::optional<std::size_t>, ceiling_series_count> rows{};
};

/// A cell that two vintages hold, and the rates that round to it: [(2 new - wide) / 2 old, (2 new + wide) / 2 old[.
struct Move {
  std::size_t row, cell;
  std::int64_t before, after, wide;

  /// Whether it allows the lowest rate of another.
  [[nodiscard]] bool allows(const Move& other) const noexcept {
    const std::int64_t rate = (2 * other.after - other.wide) * before;
    return (2 * after - wide) * other.before <= rate && rate < (2 * after + wide) * other.before;
  }
  /// An amount moved by its lowest rate, half up.
  [[nodiscard]] std::int64_t lowest_of(std::int64_t amount) const noexcept {
    return (amount * (2 * after - wide) + before) / (2 * before);
  }
};

class Checker {
 public:
  Checker(const LawPack& pack, const LawBook& onto, Faults& faults) : pack_(pack), law_(onto), faults_(faults) {}

  std::optional<LawBook> run() {
    const std::map<Date, Draft> drafts = sort_tables();
    check_citations();
    if (!faults_.empty()) return std::nullopt;
    for (const auto& [from, draft] : drafts) {
      if (!add(draft)) return std::nullopt;
    }
    if (law_.ceilings_end() == pack_.horizon) return law_;
    fault(pack_.horizon < law_.ceilings_end() ? Errc::beyond_horizon : Errc::pack_gap, "/horizon", {}, iso(law_.ceilings_end()));
    return std::nullopt;
  }

 private:
  void fault(Errc code, std::string path, std::optional<std::size_t> row, std::string expected = {}) {
    faults_.push_back({code, std::move(path), row, 0, std::move(expected)});
  }

  /// The tables by period; two tables of one place may not share a day.
  std::map<Date, Draft> sort_tables() {
    std::map<Date, Draft> drafts;
    for (std::size_t row = 0; row < pack_.tables.size(); ++row) {
      const LawPackTable& table = pack_.tables[row];
      const std::optional<CeilingSeries> series = series_of(table.product, table.zone);
      if (!series) {
        const bool derived = table.product == Product::pls;
        fault(derived ? Errc::pack_unsupported : Errc::product_not_in_zone, table_path(row) + "/product", row, derived ? "PLAI|PLUS|LLTS|LLS" : "");
        continue;
      }
      Draft& draft = drafts[table.from];
      const bool first = std::none_of(draft.rows.begin(), draft.rows.end(), [](const auto& held) { return held.has_value(); });
      if (first) draft.vintage = {table.from, table.to, {}};
      if (draft.rows[series_index(*series)] || draft.vintage.to != table.to) {
        fault(Errc::pack_overlap, table_path(row), row, first ? "" : iso(table.from) + ".." + iso(draft.vintage.to));
        continue;
      }
      draft.rows[series_index(*series)] = row;
    }
    if (pack_.tables.empty()) fault(Errc::pack_incomplete, "/tables", {});
    return drafts;
  }

  [[nodiscard]] bool known_order(std::string_view id) const { return order_of(id).has_value(); }

  [[nodiscard]] std::optional<std::size_t> order_of(std::string_view id) const {
    for (std::size_t i = 0; i < law_.ceiling_order_count(); ++i) {
      if (law_.ceiling_order(i).citation.id == id) return i;
    }
    return std::nullopt;
  }

  void check_citations() {
    std::set<std::string_view> ids;
    for (std::size_t i = 0; i < pack_.citations.size(); ++i) {
      const std::string_view id = pack_.citations[i].id.view();
      if (known_order(id) || !ids.insert(id).second) fault(Errc::duplicate_key, "/citations/" + std::to_string(i) + "/id", i);
    }
    for (std::size_t row = 0; row < pack_.tables.size(); ++row) {
      const LawPackTable& table = pack_.tables[row];
      const std::optional<Citation> citation = citation_of(table.citation);
      if (!citation || !citation->in_force(table.from)) {
        fault(Errc::pack_uncited, table_path(row) + "/citation", row, citation ? iso(citation->from) + ".." + iso(citation->to) : "");
      }
    }
  }

  [[nodiscard]] std::optional<Citation> citation_of(std::string_view id) const {
    if (const std::optional<std::size_t> held = order_of(id)) return law_.ceiling_order(*held).citation;
    for (const AddedOrder& order : pack_.citations) {
      if (order.id.view() == id) return order.view().citation;
    }
    return std::nullopt;
  }

  /// Checks a vintage against the last one of the book and adds it.
  bool add(const Draft& draft) {
    const std::size_t before = faults_.size();
    check_period(draft);
    check_whole(draft);
    if (faults_.size() != before) return false;
    check_amounts(draft);
    check_rates(draft, CeilingSeries::plai_paris);
    check_rates(draft, CeilingSeries::plus_paris);
    if (faults_.size() != before) return false;
    return take(draft);
  }

  void check_period(const Draft& draft) {
    const Date due = law_.ceilings_end() + 1;
    if (draft.vintage.from == due) return;
    const std::size_t row = first_row(draft);
    fault(draft.vintage.from < due ? Errc::pack_overlap : Errc::pack_gap, table_path(row) + "/from", row, iso(due));
  }

  static std::size_t first_row(const Draft& draft) {
    std::size_t first = SIZE_MAX;
    for (const auto& row : draft.rows) first = std::min(first, row.value_or(SIZE_MAX));
    return first;
  }

  /// Every table of the mainland; overseas both or none.
  void check_whole(const Draft& draft) {
    const bool overseas = held(draft, CeilingSeries::lls_overseas) || held(draft, CeilingSeries::llts_overseas);
    for (const Product product : {Product::plai, Product::plus, Product::llts, Product::lls}) {
      for (std::size_t zone = 1; zone < CodeNames<CeilingZone>::list.size(); ++zone) {
        const auto series = series_of(product, static_cast<CeilingZone>(zone));
        if (!series || held(draft, *series) || (series_index(*series) >= series_index(CeilingSeries::llts_overseas) && !overseas)) continue;
        const std::string wanted = std::string(text(product)) + " " + std::string(text(static_cast<CeilingZone>(zone)));
        fault(Errc::pack_incomplete, "/tables", {}, wanted + " " + iso(draft.vintage.from));
      }
    }
  }

  static bool held(const Draft& draft, CeilingSeries series) { return draft.rows[series_index(series)].has_value(); }

  [[nodiscard]] std::int32_t euros(const Draft& draft, CeilingSeries series, std::size_t cell) const {
    return pack_.tables[*draft.rows[series_index(series)]].euros[cell];
  }

  /// Amounts grow with the household, PLAI is not above PLUS, LLS and LLTS are what their rates give.
  void check_amounts(const Draft& draft) {
    for (std::size_t i = 0; i < ceiling_series_count; ++i) {
      if (!draft.rows[i]) continue;
      const std::size_t row = *draft.rows[i];
      const auto series = static_cast<CeilingSeries>(i);
      for (std::size_t cell = 0; cell < ceiling_cell_count; ++cell) {
        const std::int32_t amount = euros(draft, series, cell);
        if (cell > 0 && cell < 6 && amount <= euros(draft, series, cell - 1)) fault(Errc::bad_amount, cell_path(row, cell), row);
        if (series <= CeilingSeries::plai_other_regions) {
          const std::int32_t plus = euros(draft, static_cast<CeilingSeries>(i + 3), cell);
          if (amount > plus) fault(Errc::bad_amount, cell_path(row, cell), row, "1.." + std::to_string(plus));
        }
        if (series < CeilingSeries::llts_overseas) continue;
        const std::int32_t plus = euros(draft, CeilingSeries::plus_other_regions, cell);
        const std::int32_t due = detail::share_half_up(plus, series == CeilingSeries::lls_overseas ? 900 : 675);
        if (amount != due) fault(Errc::pack_rate, cell_path(row, cell), row, std::to_string(due));
      }
    }
  }

  /// The cells of a product, three zones from `first` on, move by one rate from the vintage before, and by 5 % at most. Named are the
  /// cells outside the rate that suits the most of them, or one of these rates where several do.
  void check_rates(const Draft& draft, CeilingSeries first) {
    std::vector<Move> moves;
    for (std::size_t i = series_index(first); i < series_index(first) + 3; ++i) {
      for (std::size_t cell = 0; cell < ceiling_cell_count; ++cell) {
        const std::int64_t before = law_.last_ceilings().tables[i].cells[cell].euros;
        const std::int64_t after = euros(draft, static_cast<CeilingSeries>(i), cell);
        moves.push_back({*draft.rows[i], cell, before, after, 1 + 2 * pack_.slack});
      }
    }
    std::vector<std::ptrdiff_t> votes;
    votes.reserve(moves.size());
    for (const Move& move : moves) votes.push_back(votes_for(moves, move));
    const std::ptrdiff_t most = *std::max_element(votes.begin(), votes.end());
    for (const Move& move : moves) {
      std::optional<std::int64_t> due;
      for (std::size_t i = 0; i < moves.size() && !due; ++i) {
        if (votes[i] == most && !move.allows(moves[i])) due = moves[i].lowest_of(move.before);
      }
      const bool jumps = 20 * std::abs(move.after - move.before) > move.before;
      if (due || jumps) fault(Errc::pack_rate, cell_path(move.row, move.cell), move.row, due ? std::to_string(*due) : "");
    }
  }

  /// How many cells allow the lowest rate that a cell allows.
  static std::ptrdiff_t votes_for(const std::vector<Move>& moves, const Move& of) {
    return std::count_if(moves.begin(), moves.end(), [&of](const Move& move) { return move.allows(of); });
  }

  bool take(const Draft& draft) {
    std::vector<AddedOrder> orders;
    CeilingVintage vintage = draft.vintage;
    for (std::size_t i = 0; i < ceiling_series_count; ++i) {
      if (!draft.rows[i]) continue;
      const LawPackTable& table = pack_.tables[*draft.rows[i]];
      for (std::size_t cell = 0; cell < ceiling_cell_count; ++cell) vintage.tables[i].cells[cell] = {table.euros[cell], table.mark, 0};
      vintage.tables[i].order = static_cast<std::uint8_t>(order_for(table.citation, orders));
    }
    const Result<LawBook> amended = law_.with_ceilings(vintage, orders);
    if (!amended) {
      fault(amended.error().code, table_path(first_row(draft)), first_row(draft));
      return false;
    }
    law_ = *amended;
    return true;
  }

  /// The number of an order in the book to come, among those it holds or at the end of `added`.
  std::size_t order_for(const std::string& id, std::vector<AddedOrder>& added) const {
    if (const std::optional<std::size_t> held = order_of(id)) return *held;
    for (std::size_t i = 0; i < added.size(); ++i) {
      if (added[i].id.view() == id) return law_.ceiling_order_count() + i;
    }
    added.push_back(*std::find_if(pack_.citations.begin(), pack_.citations.end(), [&id](const AddedOrder& order) { return order.id.view() == id; }));
    return law_.ceiling_order_count() + added.size() - 1;
  }

  const LawPack& pack_;
  LawBook law_;
  Faults& faults_;
};

// Writing.

Json citation_json(const AddedOrder& order) {
  Json written{{"id", order.id.view()},      {"article", order.article.view()}, {"title", order.title.view()}, {"source", order.source.view()},
               {"from", iso(order.from)},    {"to", iso(order.to)},             {"mark", text(order.mark)}};
  if (order.dated) written["dated"] = iso(*order.dated);
  if (order.published) written["published"] = iso(*order.published);
  return written;
}

Json table_json(const LawPackTable& table) {
  return {{"product", text(table.product)}, {"zone", text(table.zone)}, {"from", iso(table.from)}, {"to", iso(table.to)},
          {"euros", table.euros},           {"mark", text(table.mark)}, {"citation", table.citation}};
}

}  // namespace

LawPackReport check_law_pack(std::string_view bytes, const LawBook& onto) {
  LawPackReport report;
  const auto shown = [](std::string_view) { return true; };  // a pack is about nobody
  const JsonDocument document = read_json(bytes, {law_pack_size_limit, law_pack_depth_limit}, shown);
  if (document.fault) {
    report.faults.push_back({document.fault->code, document.fault->path, {}, document.fault->at, {}});
    return report;
  }
  Reader reader(report.faults);
  const Place root{document.root, "", std::nullopt};
  if (!document.root.is_object()) {
    reader.add(root, "", {Errc::wrong_type}, "object");
    return report;
  }
  LawPack pack = read_pack(reader, root);
  if (!report.faults.empty()) return report;
  report.law = Checker(pack, onto, report.faults).run();
  report.pack = std::move(pack);
  return report;
}

Result<LawBook> LawBook::load(std::string_view pack, const LawBook& onto) {
  const LawPackReport report = check_law_pack(pack, onto);
  if (report.law) return *report.law;
  const LawPackFault& first = report.faults.front();
  return Fault{first.code, first.path.empty() ? first.at : detail::offset(first.row.value_or(0))};
}

std::string write_law_pack(const LawPack& pack) {
  Json root{{"format", law_pack_format}, {"id", pack.id}, {"published", iso(pack.published)}, {"requires", pack.needs}, {"horizon", iso(pack.horizon)}};
  root["citations"] = Json::array();
  root["tables"] = Json::array();
  if (pack.slack != 0) root["slack"] = pack.slack;
  for (const AddedOrder& order : pack.citations) root["citations"].push_back(citation_json(order));
  for (const LawPackTable& table : pack.tables) root["tables"].push_back(table_json(table));
  root["digest"] = digest_of(root);
  return dumped(root, 2) + "\n";
}

}  // namespace sne
