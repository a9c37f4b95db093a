// What the searches that leave executions out must know of channels: they find the outcomes that
// plain search finds.
#include <gtest/gtest.h>

#include <map>
#include <set>

#include "explore/exploration.h"
#include "process/channel.h"
#include "process/process.h"
#include "python/print.h"
#include "sync/lock.h"

namespace interleave::testing {
namespace {

namespace mp = multiprocessing;

void leave() {
  Lock own("own");
  own.acquire();
}
void answer(const Json& to) { mp::Channel(Handle(to)).send("1", "an answer", true, kNever, {}); }

// A pool waits for an answer, or for the end of a worker that will send none.
void wait_for_either() {
  mp::Channel answers(ObjectType::queue, 0, "answers", {});
  mp::Process leaving{Call(&leave)};
  mp::Process answering{Call(&answer, answers.handle())};
  answering.start();
  leaving.start();
  Json message;
  const ProcessSet leaver = ProcessSet{1} << (*leaving.pid() - 1);
  const auto went = answers.receive(message, true, kNever, {}, leaver);
  print(went == mp::Channel::Went::well ? "an answer" : "an end");
  answering.join();
  leaving.join();
}

std::set<std::string> outputs(Algorithm algorithm) {
  ExploreOptions options;
  options.algorithm = algorithm;
  Exploration exploration(&wait_for_either, options);
  exploration.run(10'000);
  EXPECT_TRUE(exploration.complete());
  std::set<std::string> all;
  for (const Found& found : exploration.found()) all.insert(found.output);
  return all;
}

TEST(ChannelExplored, WhoWaitsForAnAnswerOrAnEndSeesEitherFirst) {
  const std::set<std::string> both{"an answer\n", "an end\n"};
  EXPECT_EQ(outputs(Algorithm::dfs), both);
  EXPECT_EQ(outputs(Algorithm::dpor), both);
  EXPECT_EQ(outputs(Algorithm::optimal), both);
}

}  // namespace
}  // namespace interleave::testing
