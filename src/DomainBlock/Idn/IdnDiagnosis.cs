namespace DomainBlock;

/// <summary>Which of UTS #46's two operations is asked about; they count empty labels and lengths differently.</summary>
public enum IdnOperation
{
    /// <summary>ToASCII, UTS #46 §4.2.</summary>
    ToAscii,

    /// <summary>ToUnicode, UTS #46 §4.3.</summary>
    ToUnicode,
}

/// <summary>Every rule that one label breaks.</summary>
/// <param name="Start">Where the label begins, in units of the source.</param>
/// <param name="Length">How many units it has there, without its dot.</param>
/// <param name="Errors">The rules.</param>
public readonly record struct IdnLabelDiagnosis(int Start, int Length, IdnErrorSet Errors);

/// <summary>Every rule that a name breaks.</summary>
/// <param name="Errors">The rules that its labels break, and those that the name breaks as a whole.</param>
/// <param name="LabelCount">How many labels it has, the root's, after a final dot, included. Only as many are described as there is room for.</param>
public readonly record struct IdnDiagnosis(IdnErrorSet Errors, int LabelCount);
