/** Modules that do nothing outside their process, apart from functions that are known by name. */
export const HARMLESS_MODULES: ReadonlySet<string> = new Set(
  `abc argparse array ast asyncio atexit base64 bisect builtins calendar cmath code codecs collections colorsys concurrent
  configparser contextlib contextvars copy csv dataclasses datetime decimal difflib dis email enum errno faulthandler
  fractions functools gc getpass gettext glob graphlib gzip hashlib heapq hmac html inspect io itertools json keyword
  linecache locale logging lzma mailbox math mimetypes multiprocessing numbers operator os pathlib pickle platform pprint
  queue random re reprlib sched secrets select shelve shlex shutil signal stat statistics string struct sys tempfile
  textwrap threading time timeit token tokenize traceback types typing unicodedata unittest urllib uuid warnings weakref
  xml zipfile zlib zoneinfo typing_extensions pydantic numpy pandas scipy sympy sklearn matplotlib seaborn plotly PIL
  markdown markdownify bs4 html2text lxml yaml toml tomli dotenv tabulate rich click typer loguru structlog tqdm pytz dateutil jinja2
  attr attrs cachetools tenacity tiktoken pytest agents autogen autogen_core autogen_agentchat autogen_ext crewai
  langchain_core langgraph langchain`.split(/\s+/),
);
