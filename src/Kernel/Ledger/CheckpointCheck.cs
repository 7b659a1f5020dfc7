using Gongxin.Kernel.Ledger.Keys;
using Gongxin.Kernel.Ledger.Notes;
using Gongxin.Kernel.Verification;

namespace Gongxin.Kernel.Ledger;

// Compares stored checkpoints, in order of size, with their signatures and with the tree that has just grown to them.
internal sealed class CheckpointCheck(TreeCheck tree, KeyHistory history)
{
    private long _lastGood;
    private bool _hasLeft;

    /// <summary>Set when an entry about keys is wrong, which is reported there: who should have signed is then unknown.</summary>
    public bool KeysAreBroken { get; set; }

    public void Check(LedgerCheckpoint row, List<VerificationFault> faults)
    {
        if (Signed(row) is not { } signed)
        {
            faults.Add(new VerificationFault($"checkpoint:{row.Size}", "ledger.checkpoint-changed", row.Size));
            return;
        }

        switch (tree.HasRoot(signed.Root))
        {
            case true:
                _lastGood = row.Size;
                break;

            // Every later checkpoint disagrees too once the tree has left what was signed: the first says where.
            case false when !_hasLeft:
                _hasLeft = true;
                faults.Add(new VerificationFault($"checkpoint:{row.Size}", "ledger.root-differs", row.Size, _lastGood, row.Size - 1));
                break;
        }
    }

    // What the node signed, if it did and the columns say the same.
    private Checkpoint? Signed(LedgerCheckpoint row)
    {
        if (SignedNote.TryParse(row.Note) is not { } note || Checkpoint.TryParse(note.Text) is not { } checkpoint)
        {
            return null;
        }

        var isSigned = KeysAreBroken || (history.At(row.Size) is { } key && checkpoint.Origin == key.Name && note.IsSignedBy(key));
        return isSigned && checkpoint.Size == row.Size && checkpoint.Root.AsSpan().SequenceEqual(row.Root) ? checkpoint : null;
    }
}
