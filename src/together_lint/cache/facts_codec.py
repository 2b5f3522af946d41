"""The form in which the facts of a file are kept."""

from __future__ import annotations

from together_lint import facts
from together_lint.cache.codec import Codec
from together_lint.facts import FileFacts
from together_lint.offsets import Origin, Stretches
from together_lint.places import Place
from together_lint.readers.python.division import ClassPart, Division, FunctionPart
from together_lint.suppressions import FallbackPragma, Problem, Suppression
from together_lint.usages import Skip

FACTS = Codec(
    (
        facts.Constant,
        facts.Redacted,
        facts.Template,
        facts.Name,
        facts.Attribute,
        facts.Subscript,
        facts.Slice,
        facts.Argument,
        facts.Call,
        facts.Spread,
        facts.Sequence,
        facts.Mapping,
        facts.Choice,
        facts.Either,
        facts.Binary,
        facts.Unary,
        facts.Clause,
        facts.Comprehension,
        facts.Bind,
        facts.Yield,
        facts.Opaque,
        facts.Parameter,
        facts.Function,
        facts.Class,
        facts.Assign,
        facts.Augment,
        facts.Evaluate,
        facts.Return,
        facts.Raise,
        facts.Jump,
        facts.Branch,
        facts.Loop,
        facts.With,
        facts.Handler,
        facts.Try,
        facts.Import,
        facts.Outer,
        FileFacts,
        Place,
        Suppression,
        FallbackPragma,
        Problem,
        Skip,
        Division,
        FunctionPart,
        ClassPart,
        Stretches,
        Origin,
    )
)
