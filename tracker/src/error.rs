//! What can go wrong, in words that callers branch on.

use std::borrow::Cow;
use std::fmt;

use crate::model::vocabulary::vocabulary;

vocabulary! {
    /// What kind of failure it is. The names are those of the Python package's exceptions.
    ErrorKind {
        /// The settings are of no use.
        Config = "ConnectorConfigError",
        /// The tracker or its connector cannot do this.
        CapabilityNotSupported = "CapabilityNotSupportedError",
        /// There is no such issue.
        IssueNotFound = "IssueNotFoundError",
        /// The tracker did not do what it was asked.
        Request = "ConnectorRequestError",
        /// What was discovered breaks the contract of discovery.
        DiscoveryContract = "DiscoveryContractError",
        /// A value is none that the model has.
        InvalidValue = "ValueError",
        /// Two sides changed the same, and somebody has to decide.
        SyncConflict = "SyncConflictError",
    }
}

vocabulary! {
    /// What breaks the contract of discovery.
    Discovered {
        /// A workspace.
        Workspace = "workspace",
        /// A resource.
        Resource = "resource",
        /// The result that they are in.
        Result = "result",
    }
}

vocabulary! {
    /// Why a request failed, as far as trying again is concerned.
    FailureClass {
        /// It may work in a moment.
        Transient = "transient",
        /// It will work after a while.
        RateLimit = "rate_limit",
        /// Nobody knows who is asking.
        Authentication = "authentication",
        /// Whoever is asking may not.
        Permission = "permission",
        /// It does not exist.
        NotFound = "not_found",
        /// It makes no sense.
        Validation = "validation",
        /// It will never work.
        NonRetryable = "non_retryable",
    }
}

impl FailureClass {
    /// The class of an HTTP status of 300 or more.
    pub const fn of_status(status: u16) -> Self {
        match status {
            429 => Self::RateLimit,
            408 | 425 | 500 | 502 | 503 | 504 => Self::Transient,
            401 => Self::Authentication,
            403 => Self::Permission,
            404 => Self::NotFound,
            400 | 409 | 422 => Self::Validation,
            _ => Self::NonRetryable,
        }
    }

    /// True if the same request may succeed later.
    pub const fn is_retryable(self) -> bool {
        matches!(self, Self::Transient | Self::RateLimit)
    }
}

/// A failure. It holds no credential and no content of issues, so it may be shown and logged.
#[derive(Clone, PartialEq, Eq)]
pub struct Error(Box<Details>);

/// What is known about a failure.
#[derive(Clone, PartialEq, Eq)]
struct Details {
    kind: ErrorKind,
    message: String,
    provider: Option<Cow<'static, str>>,
    operation: Option<&'static str>,
    status: Option<u16>,
    class: Option<FailureClass>,
    retry_after: Option<u64>,
    discovered: Option<Discovered>,
    field_path: Option<String>,
    reason: Option<&'static str>,
}

impl Error {
    pub(crate) fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Self(Box::new(Details {
            kind,
            message: message.into(),
            provider: None,
            operation: None,
            status: None,
            class: None,
            retry_after: None,
            discovered: None,
            field_path: None,
            reason: None,
        }))
    }

    /// The settings are of no use, or whatever a connector or store stands on. The message holds neither credentials nor content.
    pub fn config(message: impl Into<String>) -> Self {
        Self::new(ErrorKind::Config, message)
    }

    /// The tracker or its connector cannot do this. The message holds neither credentials nor content.
    pub fn unsupported(message: impl Into<String>) -> Self {
        Self::new(ErrorKind::CapabilityNotSupported, message)
    }

    /// There is no such issue. The message holds neither credentials nor content.
    pub fn not_found(message: impl Into<String>) -> Self {
        Self::new(ErrorKind::IssueNotFound, message)
    }

    pub(crate) fn invalid(message: impl Into<String>) -> Self {
        Self::new(ErrorKind::InvalidValue, message)
    }

    /// The tracker did not do what it was asked. The message holds neither credentials nor content.
    pub fn request(class: FailureClass, message: impl Into<String>) -> Self {
        let mut error = Self::new(ErrorKind::Request, message);
        error.0.class = Some(class);
        error
    }

    pub(crate) fn contract(
        of: Discovered,
        path: impl Into<String>,
        reason: &'static str,
        wanted: &str,
    ) -> Self {
        let path = path.into();
        let message = format!("{of}: {path} breaks {reason}: {wanted} is wanted");
        let mut error = Self::new(ErrorKind::DiscoveryContract, message);
        error.0.discovered = Some(of);
        error.0.field_path = Some(path);
        error.0.reason = Some(reason);
        error
    }

    /// Says which tracker it came from, whatever was said before.
    pub(crate) fn of_provider(mut self, provider: impl Into<Cow<'static, str>>) -> Self {
        self.0.provider = Some(provider.into());
        self
    }

    pub(crate) fn with_status(mut self, status: u16) -> Self {
        self.0.status = Some(status);
        self
    }

    pub(crate) fn with_retry_after(mut self, seconds: Option<u64>) -> Self {
        self.0.retry_after = seconds;
        self
    }

    /// A failure after something was created: whoever waits for a limit and asks again would create it again.
    pub(crate) fn once_created(mut self) -> Self {
        if self.0.class == Some(FailureClass::RateLimit) {
            self.0.class = Some(FailureClass::Transient);
        }
        self
    }

    /// Names the tracker and what it was asked, unless they are named.
    pub(crate) fn during(mut self, provider: &'static str, operation: &'static str) -> Self {
        self.0.provider.get_or_insert(Cow::Borrowed(provider));
        self.0.operation.get_or_insert(operation);
        self
    }

    /// What kind of failure it is.
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// The tracker it came from.
    pub fn provider(&self) -> Option<&str> {
        self.0.provider.as_deref()
    }

    /// What the tracker was asked to do.
    pub fn operation(&self) -> Option<&str> {
        self.0.operation
    }

    /// The HTTP status of the answer.
    pub fn status(&self) -> Option<u16> {
        self.0.status
    }

    /// Why the request failed, of [`ErrorKind::Request`].
    pub fn failure_class(&self) -> Option<FailureClass> {
        self.0.class
    }

    /// True if the same call may succeed later.
    pub fn is_retryable(&self) -> bool {
        self.0.class.is_some_and(FailureClass::is_retryable)
    }

    /// How many seconds the tracker wants to be left alone.
    pub fn retry_after_seconds(&self) -> Option<u64> {
        self.0.retry_after
    }

    /// What breaks the contract, of [`ErrorKind::DiscoveryContract`].
    pub fn discovered(&self) -> Option<Discovered> {
        self.0.discovered
    }

    /// The place that breaks the contract, of [`ErrorKind::DiscoveryContract`].
    pub fn field_path(&self) -> Option<&str> {
        self.0.field_path.as_deref()
    }

    /// The rule that is broken, such as `WS-001`.
    pub fn reason(&self) -> Option<&str> {
        self.0.reason
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.provider(), self.0.operation) {
            (Some(provider), Some(operation)) => write!(f, "{provider}, {operation}: ")?,
            (Some(provider), None) => write!(f, "{provider}, ")?,
            _ => {}
        }
        f.write_str(&self.0.message)
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct(self.0.kind.as_str());
        shown.field("message", &self.to_string());
        if let Some(status) = self.0.status {
            shown.field("status", &status);
        }
        if let Some(class) = self.0.class {
            shown.field("class", &class.as_str());
        }
        shown.finish_non_exhaustive()
    }
}

impl std::error::Error for Error {}

impl From<event_contract::Violations> for Error {
    fn from(violations: event_contract::Violations) -> Self {
        Self::invalid(violations.to_string())
    }
}

/// What every call of a connector returns.
pub type Result<T, E = Error> = std::result::Result<T, E>;
