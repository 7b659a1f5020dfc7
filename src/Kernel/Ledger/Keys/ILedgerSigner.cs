using Gongxin.Kernel.Ledger.Notes;

namespace Gongxin.Kernel.Ledger.Keys;

/// <summary>Signs with a key that it does not give away; the seam for a key in hardware.</summary>
public interface ILedgerSigner
{
    NoteKey Key { get; }

    byte[] Sign(byte[] message);
}
