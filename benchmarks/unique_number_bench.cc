// Reading one unique number: this library, a plain C loop that only answers yes or no, and the regular expression that a
// user would write first. Numbers vary from call to call, so that no branch is learnt from a single text.

#include <array>
#include <cstdlib>
#include <cstdint>
#include <new>
#include <regex>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>

#include <sne/unique_number.hpp>

namespace {

// Heap allocations of the whole program: reading a number must not add any.
std::size_t allocations = 0;

constexpr std::size_t sample_size = 4096;

std::vector<std::string> sample(sne::NumberStyle style) {
  constexpr std::array<std::string_view, 6> territories{"111", "059", "062", "02A", "974", "033"};
  constexpr std::array<std::string_view, 4> registrars{"G1104", "GDPUB", "59900", "G0021"};
  std::vector<std::string> out;
  std::uint64_t state = 20140930;
  for (std::size_t i = 0; i < sample_size; ++i) {
    state = state * 6364136223846793005U + 1442695040888963407U;
    const auto draw = static_cast<std::uint32_t>(state >> 33);
    sne::NumberSequence series(draw % 999999);
    const auto number = sne::UniqueNumber::generate(sne::Territory::parse(territories[draw % 6]).value(),
                                                    sne::Date::from_days(15100 + static_cast<std::int32_t>(draw % 5000)),
                                                    sne::RegistrarCode::parse(registrars[draw / 7 % 4]).value(), series);
    const sne::NumberText written = number->format(style);
    out.emplace_back(written.view());
  }
  return out;
}

template <class Read>
void run(benchmark::State& state, sne::NumberStyle style, Read read) {
  const std::vector<std::string> texts = sample(style);
  const std::size_t before = allocations;
  std::size_t i = 0;
  for (auto _ : state) {
    auto result = read(std::string_view(texts[i]));
    benchmark::DoNotOptimize(result);
    i = (i + 1) % sample_size;
  }
  state.counters["heap"] = static_cast<double>(allocations - before);
}

void parse_compact(benchmark::State& state) {
  run(state, sne::NumberStyle::compact, [](std::string_view text) { return sne::UniqueNumber::parse(text); });
}

void parse_grouped(benchmark::State& state) {
  run(state, sne::NumberStyle::grouped, [](std::string_view text) { return sne::UniqueNumber::parse(text); });
}

void possible(benchmark::State& state) {
  run(state, sne::NumberStyle::compact, [](std::string_view text) { return sne::UniqueNumber::possible(text); });
}

void check_with_context(benchmark::State& state) {
  const sne::NumberContext context{sne::Date::from_days(20000), sne::Date::from_days(16000), {}};
  run(state, sne::NumberStyle::compact, [&](std::string_view text) { return sne::UniqueNumber::check(text, context); });
}

void rival_c_loop(benchmark::State& state) {
  run(state, sne::NumberStyle::compact, [](std::string_view text) {
    if (text.size() != 18) return false;
    const char* p = text.data();
    for (int i = 0; i < 13; ++i)
      if ((p[i] < '0' || p[i] > '9') && !(i == 2 && (p[i] == 'A' || p[i] == 'B'))) return false;
    for (int i = 13; i < 18; ++i)
      if ((p[i] < '0' || p[i] > '9') && (p[i] < 'A' || p[i] > 'Z')) return false;
    const int month = (p[3] - '0') * 10 + (p[4] - '0');
    return month >= 1 && month <= 12;
  });
}

void rival_std_regex(benchmark::State& state) {
  const std::regex form("^([0-9]{2}[0-9AB])(0[1-9]|1[0-2])([0-9]{2})([0-9]{6})([A-Z0-9]{5})$");
  run(state, sne::NumberStyle::compact, [&](std::string_view text) {
    std::cmatch parts;
    return std::regex_match(text.data(), text.data() + text.size(), parts, form);
  });
}

BENCHMARK(parse_compact);
BENCHMARK(parse_grouped);
BENCHMARK(possible);
BENCHMARK(check_with_context);
BENCHMARK(rival_c_loop);
BENCHMARK(rival_std_regex);

}  // namespace

// Out of line: once inlined, the pair looks mismatched to the compiler.
[[gnu::noinline]] void* operator new(std::size_t size) {
  ++allocations;
  if (void* p = std::malloc(size)) return p;
  throw std::bad_alloc();
}
[[gnu::noinline]] void operator delete(void* p) noexcept { std::free(p); }
[[gnu::noinline]] void operator delete(void* p, std::size_t) noexcept { std::free(p); }
