# mypy: disable-error-code="no-untyped-call"
"""Parts of compiled loops: functions that only compiled ones call, for which numba makes no machine code of their own.

Left to itself numba optimises and assembles every function with all that it calls, and then again in each caller, so
that the time to compile grows with depth times size. A part stops at its intermediate code, which the loops that are
called from Python take in, optimise and assemble once. Rests on numba's interface for compilers of one's own
(``pipeline_class``) and on the classes imported here; tried on numba 0.62, 0.65 and 0.68. Others do without.
"""

from __future__ import annotations

from typing import Any

from numba._dynfunc import make_function
from numba.core import typed_passes, untyped_passes
from numba.core.codegen import CPUCodeLibrary
from numba.core.compiler import CompilerBase, DefaultPassBuilder
from numba.core.compiler_machinery import register_pass

NEEDLESS = (  # closures, literal loops, array expressions and the like: parts are written without them
    untyped_passes.WithLifting,
    untyped_passes.InlineClosureLikes,
    untyped_passes.RewriteSemanticConstants,
    untyped_passes.DeadBranchPrune,
    untyped_passes.MakeFunctionToJitFunction,
    untyped_passes.InlineInlinables,
    untyped_passes.FindLiterallyCalls,
    untyped_passes.LiteralUnroll,
    untyped_passes.LiteralPropagationSubPipelinePass,
    typed_passes.InlineOverloads,
    typed_passes.NopythonRewrites,
    typed_passes.AnnotateTypes,
    typed_passes.DumpParforDiagnostics,
)


class PartLibrary(CPUCodeLibrary):
    """The intermediate code of a part, without that of the parts it calls."""

    def finalize(self) -> None:
        """Leave it as it is."""
        self._finalized = True

    def closure(self) -> list[Any]:
        """This library and all that it needs."""
        return list(dict.fromkeys((self, *self._linking_libraries)))


@register_pass(mutates_CFG=True, analysis_only=False)
class LowerPart(typed_passes.NativeLowering):
    """Lower a part for its callers, who link what it needs."""

    _name = "lower_part"

    def run_pass(self, state: Any) -> bool:
        """Lower, and have callers find the part: by a function object that is never called."""
        state.library = PartLibrary(state.targetctx.codegen(), state.func_id.func_qualname)
        state.flags.no_compile = True
        super().run_pass(state)
        lowered = state["cr"]
        name, doc, module = lowered.fndesc.qualname, lowered.fndesc.doc, lowered.fndesc.lookup_module()
        key = make_function(module, name, doc, 0, lowered.env, (state.library,))
        state.targetctx.insert_user_function(key, lowered.fndesc, state.library.closure())
        state["cr"] = lowered._replace(cfunc=key)
        return True


class PartCompiler(CompilerBase):
    """The usual compiler without what parts do not need, up to their intermediate code."""

    def define_pipelines(self) -> list[Any]:
        """The one pipeline."""
        usual = DefaultPassBuilder.define_nopython_pipeline(self.state)
        passes = [each for each in usual.passes if each[0] not in NEEDLESS]
        usual.passes = [
            (LowerPart, what) if kind is typed_passes.NativeLowering else (kind, what) for kind, what in passes
        ]
        usual._finalized = False
        usual.finalize()
        return [usual]
