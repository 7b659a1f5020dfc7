using Gongxin.Ui.Words;

namespace Gongxin.Governance.Operations;

internal static class OperationStates
{
    public static Tone ToneOf(OperationView operation) => operation.State switch
    {
        "succeeded" => Tone.Good,
        "failed" => Tone.Bad,
        "cancelled" => Tone.Warn,
        _ => Tone.Info,
    };
}
