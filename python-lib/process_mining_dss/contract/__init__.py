"""The JSON contract between the Process Explorer's backend and its page: what each request and answer holds."""
