// threading: what `import threading` gives a program.
#pragma once

#include "sync/condition.h"
#include "sync/event.h"
#include "sync/lock.h"
#include "sync/rlock.h"
#include "sync/semaphore.h"
#include "sync/shared.h"
#include "sync/thread.h"
