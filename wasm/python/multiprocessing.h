// multiprocessing: what `import multiprocessing` gives a program. Its names are those of threading
// too, so that a program says which it means: `namespace mp = interleave::multiprocessing`.
#pragma once

#include "process/global.h"
#include "process/locks.h"
#include "process/manager.h"
#include "process/pipe.h"
#include "process/pool.h"
#include "process/process.h"
#include "python/time.h"  // or sleep() would be POSIX's, which stops for nobody
