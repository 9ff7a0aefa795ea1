namespace PolicyNotify.Replies.Judging.Phrases;

/// <summary>The sections of a language's file: what a phrase found there stands for.</summary>
internal enum PhraseRole
{
    /// <summary>Objects, or ends contract or account.</summary>
    Objection,

    /// <summary>Objects where the mail speaks of no other thing: "I am done here" may be about a ticket.</summary>
    Weak,

    /// <summary>Objects when it is all that a sentence says ("Objection!", "Kündigung"), and nothing else in the mail asks.</summary>
    Terse,

    /// <summary>What may stand beside a terse objection without saying more ("no", "hello").</summary>
    Interjection,

    /// <summary>Names somebody else together with the writer ("and I"): what follows is the writer's as well.</summary>
    Jointly,

    /// <summary>Points to the subject line, which then speaks for the mail.</summary>
    SeeSubject,

    /// <summary>Agrees, or says that there is no objection. Hides objection phrases inside it.</summary>
    Accept,

    /// <summary>Uses words of another role without meaning it ("if you have questions"). Hides phrases inside it.</summary>
    Harmless,

    /// <summary>Asks for access, erasure, correction and the like.</summary>
    Request,

    /// <summary>Names such a right, which is a request only where the sentence also claims it.</summary>
    Right,

    /// <summary>Claims something ("please send me", "I request").</summary>
    Claim,

    /// <summary>What ends when somebody leaves: account, contract, membership.</summary>
    Contract,

    /// <summary>Another thing that can be cancelled, closed or objected to: an order, a ticket, a newsletter.</summary>
    Thing,

    /// <summary>Links what is cancelled to what it is of ("subscription *to the* magazine").</summary>
    Of,

    /// <summary>Opens a question.</summary>
    Question,

    /// <summary>Announces a question of the writer's own ("I have a question"), which no robot does.</summary>
    OwnQuestion,

    /// <summary>Asks how or whether something can be done, which is not doing it.</summary>
    HowTo,

    /// <summary>The same, but only where it begins a sentence or a clause: "can I …" asks, "sadly must I …" does not.</summary>
    VerbFirst,

    /// <summary>What may stand before the verb of a statement ("leider muss ich …").</summary>
    Adverb,

    /// <summary>Asks politely in the form of a question, which is asking for it.</summary>
    Polite,

    /// <summary>Asks for nothing: thanks, greetings.</summary>
    Other,

    /// <summary>Says more about thanks, agreement or a question without asking for anything ("for letting me know", "I read your mail").</summary>
    Chat,

    /// <summary>Tells why somebody asks, and nothing else ("the link gives me an error").</summary>
    Context,

    /// <summary>Sets against what was said before ("thanks, but …"): what follows has to be accounted for by itself.</summary>
    Contrast,

    /// <summary>Takes an earlier mail back.</summary>
    Withdrawal,

    /// <summary>Jokes or means the opposite.</summary>
    Sarcasm,

    /// <summary>Makes what follows depend on something.</summary>
    Conditional,

    /// <summary>Speaks about or for somebody else, or reports what somebody said.</summary>
    Reported,

    /// <summary>Considers without deciding, or speaks of the past.</summary>
    Hypothetical,

    /// <summary>The writer speaks of themselves, as mail systems do not.</summary>
    FirstPerson,

    /// <summary>Turns what follows into its opposite.</summary>
    Negation,

    /// <summary>Begins a new clause.</summary>
    Clause,

    /// <summary>A word that can belong to an objection: where one stays unexplained, a person has to look.</summary>
    Watch,

    /// <summary>A word an objection may be about: where one stays unexplained outside a question, a person has to look.</summary>
    Topic,

    /// <summary>A question that expects no answer: always for a person to look at.</summary>
    Rhetorical,

    /// <summary>The subject of an automatic reply.</summary>
    AutomaticSubject,

    /// <summary>The words of an automatic reply.</summary>
    Automatic,

    /// <summary>Ends a letter.</summary>
    SignOff,

    /// <summary>The line a mail program or phone adds by itself.</summary>
    Device,

    /// <summary>The legal notice below company mail.</summary>
    Disclaimer,

    /// <summary>Adds something after the signature.</summary>
    Postscript,
}
