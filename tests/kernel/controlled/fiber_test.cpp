#include "kernel/controlled/fiber.h"

#include <gtest/gtest.h>

#include <exception>
#include <functional>
#include <stdexcept>
#include <string>
#include <vector>

namespace interleave {
namespace {

// Strand runs a function on a fiber that resume() enters and pause() leaves.
class Strand {
 public:
  explicit Strand(Fiber& fiber, Fiber& host, std::function<void(Strand&)> body)
      : fiber_(fiber), host_(host), body_(std::move(body)) {
    fiber_.prepare(&Strand::enter, this);
  }
  void resume() { host_.switch_to(fiber_); }
  void pause() { fiber_.switch_to(host_); }
  bool done() const { return done_; }

 private:
  static void enter(void* self) {
    auto& strand = *static_cast<Strand*>(self);
    strand.body_(strand);
    strand.done_ = true;
    strand.pause();
  }
  Fiber& fiber_;
  Fiber& host_;
  std::function<void(Strand&)> body_;
  bool done_ = false;
};

TEST(Fiber, KeepsItsStackBetweenSwitches) {
  Fiber host{Fiber::Host{}};
  Fiber fiber;
  std::vector<int> seen;
  Strand strand(fiber, host, [&](Strand& self) {
    int local = 1;
    for (int i = 0; i < 3; ++i) {
      seen.push_back(local *= 2);
      self.pause();
    }
  });
  while (!strand.done()) strand.resume(), seen.push_back(0);
  EXPECT_EQ(seen, (std::vector<int>{2, 0, 4, 0, 8, 0, 0}));
}

TEST(Fiber, TwoTakeTurnsWithoutTheHost) {
  Fiber host{Fiber::Host{}};
  Fiber one, two;
  std::string order;
  Strand second(two, host, [&](Strand&) {
    order += 'b', two.switch_to(one);
    order += 'd';
  });
  Strand first(one, host, [&](Strand&) {
    order += 'a', one.switch_to(two);
    order += 'c';
  });
  first.resume();
  second.resume();
  EXPECT_EQ(order, "abcd");
}

TEST(Fiber, IsReusedFromAnEmptyStack) {
  Fiber host{Fiber::Host{}};
  Fiber fiber;
  int runs = 0;
  for (int i = 0; i < 1000; ++i) {
    Strand strand(fiber, host, [&](Strand& self) {
      ++runs;
      self.pause();  // left in the middle: the next prepare() forgets the rest
      ADD_FAILURE();
    });
    strand.resume();
  }
  EXPECT_EQ(runs, 1000);
}

TEST(Fiber, AnExceptionIsThrownAndCaughtOnIt) {
  Fiber host{Fiber::Host{}};
  Fiber fiber;
  std::string caught;
  Strand strand(fiber, host, [&](Strand&) {
    try {
      throw std::runtime_error("on the fiber");
    } catch (const std::exception& exception) {
      caught = exception.what();
    }
  });
  strand.resume();
  EXPECT_EQ(caught, "on the fiber");
  EXPECT_EQ(std::uncaught_exceptions(), 0);
}

// Each handles its own exception while the other throws, catches and rethrows.
TEST(Fiber, ASwitchInsideACatchBlockDoesNotMixUpExceptions) {
  Fiber host{Fiber::Host{}};
  Fiber one, two;
  std::vector<std::string> caught;
  const auto handler = [&](const std::string& name) {
    return [&caught, name](Strand& self) {
      try {
        try {
          throw std::runtime_error(name);
        } catch (...) {
          self.pause();
          throw;
        }
      } catch (const std::exception& exception) {
        self.pause();
        caught.push_back(name + " caught " + exception.what());
      }
    };
  };
  Strand first(one, host, handler("first"));
  Strand second(two, host, handler("second"));
  // In an order that no stack of handlers could serve.
  for (Strand* strand : {&first, &second, &first, &second, &first, &second}) strand->resume();
  EXPECT_EQ(caught, (std::vector<std::string>{"first caught first", "second caught second"}));
  EXPECT_EQ(std::current_exception(), nullptr);
}

TEST(Fiber, ASwitchDuringUnwindingKeepsTheCountOfEach) {
  Fiber host{Fiber::Host{}};
  Fiber fiber;
  int inside = -1;
  struct PauseAtEnd {
    Strand& strand;
    int& inside;
    ~PauseAtEnd() {
      inside = std::uncaught_exceptions();
      strand.pause();
      EXPECT_EQ(std::uncaught_exceptions(), inside);
    }
  };
  Strand strand(fiber, host, [&](Strand& self) {
    try {
      const PauseAtEnd at_end{self, inside};
      throw 1;
    } catch (int) {
    }
  });
  strand.resume();
  EXPECT_EQ(inside, 1);
  EXPECT_EQ(std::uncaught_exceptions(), 0);
  strand.resume();
  EXPECT_TRUE(strand.done());
}

TEST(FiberPool, GivesOutWhatWasGivenBack) {
  FiberPool pool;
  Fiber* const first = pool.take();
  Fiber* const second = pool.take();
  EXPECT_NE(first, second);
  pool.give_back(first);
  EXPECT_EQ(pool.take(), first);
}

TEST(Fiber, HasRoomForADeepStack) {
  Fiber host{Fiber::Host{}};
  Fiber fiber;
  int depth = 0;
  std::function<int(int)> deep = [&](int left) {
    volatile char frame[256] = {};
    depth = std::max(depth, left);
    return left == 0 ? frame[0] : deep(left - 1) + frame[255];
  };
  Strand strand(fiber, host, [&](Strand&) { EXPECT_EQ(deep(100), 0); });
  strand.resume();
  EXPECT_TRUE(strand.done());
  EXPECT_EQ(depth, 100);
}

}  // namespace
}  // namespace interleave
