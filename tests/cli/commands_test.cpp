// The native command, run as a user runs it.
#include <gtest/gtest.h>
#include <sys/wait.h>

#include <array>
#include <cstdio>
#include <nlohmann/json.hpp>

namespace interleave::testing {
namespace {

struct Answer {
  int code = 0;
  std::string output;
};

Answer run(const std::string& arguments) {
  std::FILE* pipe = popen((INTERLEAVE_COMMAND " " + arguments + " 2>&1").c_str(), "r");
  Answer answer;
  std::array<char, 4096> buffer;
  while (const std::size_t size = std::fread(buffer.data(), 1, buffer.size(), pipe)) {
    answer.output.append(buffer.data(), size);
  }
  answer.code = WEXITSTATUS(pclose(pipe));
  return answer;
}

bool has(const Answer& answer, const std::string& text) {
  return answer.output.find(text) != std::string::npos;
}

TEST(Command, ListsTheDemos) {
  EXPECT_TRUE(has(run("list"), "producer_consumer_condition"));
  const auto json = nlohmann::json::parse(run("list --json").output);
  EXPECT_GE(json["demos"].size(), 7u);
}

TEST(Command, RunsADemoTheSameWayTwice) {
  const Answer first = run("run race --set threads=2 --set increments=3 --seed 4 --json");
  EXPECT_EQ(first.code, 0);
  EXPECT_EQ(first.output,
            run("run race --set threads=2 --set increments=3 --seed 4 --json").output);
  const auto json = nlohmann::json::parse(first.output);
  EXPECT_EQ(json["fate"], "finished");
  EXPECT_TRUE(json["values"].contains("counter"));
  EXPECT_EQ(json["output"][0]["thread"], "MainThread");
  const Answer again =
      run("run race --set threads=2 --set increments=3 --seed 4 --json --schedule " +
          json["schedule"].get<std::string>());
  EXPECT_EQ(nlohmann::json::parse(again.output)["output"], json["output"]);
}

TEST(Command, ADeadlockExitsWithOneAndItsCycle) {
  const Answer answer = run("run deadlock --live --set pause=0.5 --speed 50");
  EXPECT_EQ(answer.code, 1);
  EXPECT_TRUE(has(answer, "devlop holds lock_a and waits for lock_b")) << answer.output;
}

TEST(Command, LiveRunsToo) {
  const Answer answer = run("run producer_consumer_condition --live --speed 1000");
  EXPECT_EQ(answer.code, 0);
  EXPECT_TRUE(has(answer, "Producer Amazon produces Amazon-9"));
  EXPECT_TRUE(has(answer, "All Done"));
}

TEST(Command, WrongWordsGetASentence) {
  const std::pair<const char*, const char*> rows[] = {
      {"dance", "There is no command \"dance\"."},
      {"run", "run needs the name of a demo."},
      {"run nothing", "There is no demo \"nothing\""},
      {"run race --set threads=99", "threads must be a whole number from 1 to 32; \"99\" is not."},
      {"run race --set threads", "--set needs NAME=VALUE, not \"threads\"."},
      {"run race --seed -1", "--seed must be a whole number from 0 to"},
      {"run race --scheduler best", "--scheduler must be random, round_robin or replay."},
      {"run race --schedule AAAA", "The schedule in the link is damaged"},
      {"run race --fast", "run has no option \"--fast\"."},
      {"list everything", "list takes no \"everything\"."},
  };
  for (const auto& [words, sentence] : rows) {
    const Answer answer = run(words);
    EXPECT_EQ(answer.code, 2) << words;
    EXPECT_TRUE(has(answer, sentence)) << answer.output;
  }
}

TEST(Command, ExploresADemoAndReplaysWhatItFound) {
  const Answer answer = run("explore deadlock --json");
  EXPECT_EQ(answer.code, 0) << "the deadlock is declared";
  const auto json = nlohmann::json::parse(answer.output);
  EXPECT_EQ(json["complete"], true);
  EXPECT_EQ(json["deadlocks"], 1);
  EXPECT_EQ(json["blocked"], 0);
  EXPECT_GT(json["executions_per_second"], 0);
  int replayed = 0;
  for (const auto& outcome : json["outcomes"]) {
    const Answer again = run("replay '" + outcome["link"].get<std::string>() + "'");
    EXPECT_EQ(again.code, outcome["fate"] == "finished" ? 0 : 1);
    EXPECT_TRUE(has(again, outcome["sentence"].get<std::string>())) << again.output;
    const Answer plain =
        run("run deadlock --json --schedule " + outcome["schedule"].get<std::string>());
    EXPECT_EQ(nlohmann::json::parse(plain.output)["fate"], outcome["fate"]);
    ++replayed;
  }
  EXPECT_EQ(replayed, 3);
}

TEST(Command, ExploresWithWhicheverAlgorithmIsAsked) {
  for (const char* algorithm : {"dfs", "dpor", "optimal", "bounded --preemptions 9"}) {
    const auto json = nlohmann::json::parse(
        run(std::string("explore race --set threads=2 --set increments=2 --json --algorithm ") +
            algorithm)
            .output);
    EXPECT_EQ(json["outcomes"].size(), 3u) << algorithm;
    EXPECT_EQ(json["complete"], true) << algorithm;
    EXPECT_EQ(json["data_races"].size(), 3u) << algorithm;
  }
  const Answer wrong = run("explore race --algorithm magic");
  EXPECT_EQ(wrong.code, 2);
  EXPECT_TRUE(has(wrong, "dfs, bounded, dpor, optimal, random, pct, pos"));
}

TEST(Command, AFailureThatNobodyDeclaredExitsWithOne) {
  // Three threads are not what the demo declares its outcomes for.
  const Answer answer = run("explore race --set threads=3 --set increments=1");
  EXPECT_EQ(answer.code, 1);
  EXPECT_TRUE(has(answer, "The demo does not declare this:\n  Data race on counter"))
      << answer.output;
}

TEST(Command, ReplayRefusesWhatIsNoLink) {
  EXPECT_TRUE(has(run("replay nonsense"), "does not have the form #/v1/demo?name=value"));
  EXPECT_TRUE(has(run("replay '#/v1/race?threads=99'"), "threads"));
  EXPECT_TRUE(has(run("replay '#/v1/race?mode=live'"), "cannot be replayed"));
}

}  // namespace
}  // namespace interleave::testing
